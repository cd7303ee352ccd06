"""The acts that the provisions stand on. None could be read whole: each names what it was read through."""

from __future__ import annotations

from esep.law import Act
from esep.messages import Name

SOCIAL_CODE = Act(
    id="224-VII",
    date="2023-04-20",
    name=Name(
        "Қазақстан Республикасының Әлеуметтік кодексі",
        "Социальный кодекс Республики Казахстан",
        "Social Code of the Republic of Kazakhstan",
    ),
    source="pavlodar.com/zakon (art. 122, 127); ile-tany.kz (art. 24); base.spinform.ru (art. 120)",
)

ASSISTANCE_LAW = Act(
    id="246-II",
    date="2001-07-17",
    name=Name(
        "«Мемлекеттік атаулы әлеуметтік көмек туралы» Заң",
        "Закон «О государственной адресной социальной помощи»",
        "Law on State Targeted Social Assistance",
    ),
    source="kokshetoday.kz; dialog.egov.kz 04.06.2019",
    confidence="secondary",
)

LINE_ORDER = Act(
    id="160",
    date="2023-05-19",
    name=Name(
        "«Кедейлік шегінің мөлшерін айқындау туралы» бұйрық",
        "Приказ «Об определении размера черты бедности»",
        "Order on the size of the poverty line",
    ),
    source="base.spinform.ru rgn=149992; tema-kz.net 98301",
    edition="2023-05-19",
)

LINE_ORDER_2025 = Act(
    id="160",
    date="2023-05-19",
    name=LINE_ORDER.name,
    source="cdb.kz; cmn.kz; mgorod.kz 2025-08-18",
    edition="2024-12-20 No. 473",
)

FAMILY_ALLOWANCES_LAW = Act(
    id="63-III",
    date="2005-06-28",
    name=Name(
        "«Балалы отбасыларға берілетін мемлекеттік жәрдемақылар туралы» Заң",
        "Закон «О государственных пособиях семьям, имеющим детей»",
        "Law on State Allowances to Families with Children",
    ),
    source="ognialatau.kz 22838 (amounts of 2022)",
    confidence="secondary",
)

WELLBEING_ORDER = Act(
    id="267",
    date="2023-06-29",
    name=Name(
        "«Отбасының (адамның) әлеуметтік саламаттылығын айқындау әдістемесі» бұйрығы",
        "Приказ «Методика определения социального благополучия семьи (лица)»",
        "Order on the methodology of the social wellbeing of a family (person)",
    ),
    source="adilet.zan.kz V2300032923 (title); points: one public calculator, GitHub file id 71067863721",
    confidence="secondary",
    edition="2026-06-17 No. 247",
)

BUDGET_LAW = Act(
    id="budget",
    date="not found",
    name=Name(
        "Республикалық бюджет туралы заң", "Закон о республиканском бюджете", "Law on the republican budget"
    ),
    source="egov.kz; mgorod.kz",
)

STATISTICS = Act(
    id="statistics",
    date="not found",
    name=Name(
        "Ұлттық статистика бюросының ең төменгі күнкөріс деңгейі туралы деректері",
        "Данные Бюро национальной статистики о величине прожиточного минимума",
        "Figures of the Bureau of National Statistics on the subsistence minimum",
    ),
    source="lada.kz 142785, 143997; news.mail.ru 69187241",
)

YOUTH_LAW = Act(
    id="285-V",
    date="2015-02-09",
    name=Name(
        "«Мемлекеттік жастар саясаты туралы» Заң",
        "Закон «О государственной молодёжной политике»",
        "Law on State Youth Policy",
    ),
    source="adilet.zan.kz Z1500000285; cis-legislation.com rgn=73163",
)

SETTINGS = Act(
    id="settings",
    date="not found",
    name=Name(
        "Esep бағдарламасының баптауы (нормативтік акт емес)",
        "Настройка программы Esep (не нормативный акт)",
        "A setting of Esep (not a legal act)",
    ),
    source="not found",
    confidence="not found",
)
