-- The thirty answers of the family map, written a second time by hand from the acts as they stood on
-- 1 April 2026; nothing of Esep is used. The dialect is Spark's; DuckDB runs it with // in place of DIV.
--
-- Ages are compared as dates of birth: younger than 18 on the day is born after 1 April 2008, and so on.
-- The quarter before is January to March 2026.

WITH region_figures (region, ratio, median) AS (
    -- Ratio of the region to the country in ten-thousandths; median income, 0 where it was not published.
    VALUES
    ('100000000', 10230, 0), ('110000000', 9975, 0), ('150000000', 9166, 0), ('190000000', 10597, 0),
    ('230000000', 10000, 0), ('270000000', 9015, 0), ('310000000', 9208, 0), ('330000000', 9572, 0),
    ('350000000', 9675, 0), ('390000000', 9514, 0), ('430000000', 9299, 0), ('470000000', 11861, 0),
    ('550000000', 9822, 0), ('590000000', 10002, 0), ('610000000', 8970, 0), ('620000000', 10201, 0),
    ('630000000', 10731, 0), ('710000000', 10623, 0), ('750000000', 10569, 0), ('790000000', 9882, 0)
),

region_minimum AS (
    SELECT region, median, (59708 * CAST(ratio AS BIGINT) + 5000) DIV 10000 AS minimum FROM region_figures
),

region_line AS (
    SELECT
        region,
        minimum,
        greatest((minimum * 7000 + 5000) DIV 10000, (CAST(median AS BIGINT) * 3500 + 5000) DIV 10000) AS line
    FROM region_minimum
),

receipts AS (
    SELECT person, CAST(sum(amount) AS BIGINT) AS amount
    FROM incomes
    WHERE month BETWEEN DATE '2026-01-01' AND DATE '2026-03-31' AND kind NOT IN ('scholarship', 'benefit')
    GROUP BY person
),

benefit AS (
    SELECT
        person,
        kind,
        -- In how many months of the quarter it held on the first day.
        amount * (
            CASE WHEN valid_from <= DATE '2026-01-01' AND valid_to >= DATE '2026-01-01' THEN 1 ELSE 0 END
            + CASE WHEN valid_from <= DATE '2026-02-01' AND valid_to >= DATE '2026-02-01' THEN 1 ELSE 0 END
            + CASE WHEN valid_from <= DATE '2026-03-01' AND valid_to >= DATE '2026-03-01' THEN 1 ELSE 0 END
        ) AS amount,
        valid_from <= DATE '2026-04-01' AND valid_to >= DATE '2026-04-01' AS holds
    FROM (
        SELECT person, kind, amount, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to FROM benefits
    ) AS term
    WHERE valid_from <= DATE '2026-04-01' AND valid_to >= DATE '2026-01-01'
),

drawn AS (
    SELECT
        person,
        CAST(sum(CASE WHEN kind IN ('survivor', 'other') THEN amount ELSE 0 END) AS BIGINT) AS of_disabled_child,
        CAST(sum(
            CASE WHEN kind IN (
                'large_family', 'mother_award', 'child_care', 'disability', 'survivor', 'job_loss', 'other'
            ) THEN amount ELSE 0 END
        ) AS BIGINT) AS of_anybody,
        bool_or(kind = 'targeted_assistance' AND holds) AS draws_assistance,
        bool_or(kind = 'large_family' AND holds) AS draws_large_family
    FROM benefit
    GROUP BY person
),

occupation AS (
    SELECT
        person,
        bool_or(status IN ('employee', 'self_employed', 'sole_trader', 'seasonal')) AS at_work,
        bool_or(status = 'carer') AS cares
    FROM work
    WHERE
        valid_from <= DATE '2026-04-01'
        AND (valid_to IS NULL OR valid_to >= DATE '2026-04-01')
        AND status IN ('employee', 'self_employed', 'sole_trader', 'seasonal', 'carer')
    GROUP BY person
),

member AS (
    SELECT
        m.family,
        m.role,
        p.birth_date,
        p.disability,
        p.education,
        p.business,
        p.medical_attachment,
        p.health_insurance,
        p.chronic_illness,
        p.dispensary_record,
        p.loans,
        p.overdue_loan,
        p.birth_date > DATE '2008-04-01' AS minor,
        m.role IN ('child', 'other') AND (
            p.birth_date > DATE '2008-04-01' OR (p.full_time_student AND p.birth_date > DATE '2003-04-01')
        ) AS dependent,
        p.birth_date <= CASE WHEN p.sex = 'male' THEN DATE '1963-04-01' ELSE DATE '1965-04-01' END AS pension_age,
        p.birth_date <= DATE '2010-04-01'
        AND p.birth_date > CASE WHEN p.sex = 'male' THEN DATE '1963-04-01' ELSE DATE '1965-04-01' END
        AND p.disability IN ('none', 'group_3')
        AND NOT p.full_time_student AS able_bodied,
        coalesce(o.at_work, false) AS at_work,
        coalesce(o.cares, false) AS cares,
        coalesce(r.amount, 0) + CASE
            WHEN p.disability = 'child' THEN coalesce(d.of_disabled_child, 0) ELSE coalesce(d.of_anybody, 0)
        END AS income,
        coalesce(d.draws_assistance, false) AS draws_assistance,
        coalesce(d.draws_large_family, false) AS draws_large_family
    FROM memberships AS m
    INNER JOIN persons AS p ON m.person = p.person
    LEFT JOIN receipts AS r ON m.person = r.person
    LEFT JOIN drawn AS d ON m.person = d.person
    LEFT JOIN occupation AS o ON m.person = o.person
    WHERE
        m.valid_from <= DATE '2026-04-01'
        AND (m.valid_to IS NULL OR m.valid_to >= DATE '2026-04-01')
        AND (p.death_date IS NULL OR p.death_date > DATE '2026-04-01')
),

household AS (
    SELECT
        family,
        count(*) AS family_size,
        count(*) FILTER (WHERE minor) AS minors,
        count(*) FILTER (WHERE dependent) AS dependent_children,
        count(*) FILTER (WHERE birth_date > DATE '2019-04-01' AND birth_date <= DATE '2025-04-01') AS young_children,
        count(*) FILTER (WHERE able_bodied) AS able_bodied_members,
        count(*) FILTER (WHERE role IN ('head', 'spouse') AND NOT minor) AS parents,
        bool_and(pension_age) AS all_of_pension_age,
        bool_or(dependent AND birth_date > DATE '2024-10-01') AS has_small_child,
        CAST(sum(income) AS BIGINT) AS income,
        bool_or(able_bodied AND NOT at_work AND NOT cares) AS can_take_up_work,
        bool_or(draws_assistance) AS draws_assistance,
        bool_or(draws_large_family) AS draws_large_family,
        bool_or(loans) AS loans,
        count(*) FILTER (WHERE NOT minor) AS adults,
        count(*) FILTER (WHERE overdue_loan AND NOT minor) AS overdue_adults,
        count(*) FILTER (WHERE at_work) AS at_work,
        bool_or(business IN ('sole_trader', 'both')) AS sole_trader,
        bool_or(business IN ('founder', 'both')) AS founder,
        bool_or(disability IN ('group_1', 'group_2')) AS severe_disability,
        bool_or(disability = 'group_3') AS third_group,
        bool_or(disability = 'child') AS disabled_child,
        bool_or(NOT medical_attachment) AS unattached,
        bool_or(health_insurance) AS insured,
        bool_or(chronic_illness) AS chronic,
        bool_or(dispensary_record) AS recorded,
        bool_or(
            education = 'none' AND birth_date > DATE '2019-04-01' AND birth_date <= DATE '2023-04-01'
        ) AS outside_preschool,
        bool_or(
            education NOT IN ('school', 'college', 'university')
            AND birth_date > DATE '2008-04-01' AND birth_date <= DATE '2019-04-01'
        ) AS outside_school
    FROM member
    GROUP BY family
),

home AS (
    SELECT
        family,
        count(*) FILTER (WHERE owned AND kind <> 'dormitory') AS owned,
        CAST(sum(area) AS BIGINT) AS area
    FROM dwellings
    GROUP BY family
),

farm AS (
    SELECT
        family,
        CAST(sum(CASE WHEN kind <> 'land' THEN value ELSE 0 END) AS BIGINT) AS value,
        bool_or(kind IN ('household_plot', 'land') AND quantity > 0) AS land
    FROM holdings
    GROUP BY family
),

gathered AS (
    SELECT
        f.family,
        f.settlement_status,
        f.cars,
        f.commercial_vehicles,
        f.farm_machinery,
        f.commercial_property,
        l.minimum,
        l.line,
        coalesce(h.family_size, 0) AS family_size,
        coalesce(h.minors, 0) AS minors,
        coalesce(h.dependent_children, 0) AS dependent_children,
        coalesce(h.young_children, 0) AS young_children,
        coalesce(h.able_bodied_members, 0) AS able_bodied_members,
        coalesce(h.income, 0) AS income,
        greatest(l.line * coalesce(h.family_size, 0) * 3 - coalesce(h.income, 0), 0) AS shortfall,
        coalesce(h.parents, 0) AS parents,
        h.all_of_pension_age,
        h.has_small_child,
        h.can_take_up_work,
        coalesce(h.draws_assistance, false) AS draws_assistance,
        coalesce(h.draws_large_family, false) AS draws_large_family,
        h.loans,
        h.adults,
        coalesce(h.overdue_adults, 0) AS overdue_adults,
        coalesce(h.at_work, 0) AS at_work,
        h.sole_trader,
        h.founder,
        h.severe_disability,
        h.third_group,
        h.disabled_child,
        h.unattached,
        coalesce(h.insured, false) AS insured,
        h.chronic,
        h.recorded,
        h.outside_preschool,
        h.outside_school,
        coalesce(d.owned, 0) AS owned,
        coalesce(d.area, 0) AS area,
        coalesce(a.value, 0) AS farm_value,
        a.land
    FROM families AS f
    INNER JOIN region_line AS l ON f.region = l.region
    LEFT JOIN household AS h ON f.family = h.family
    LEFT JOIN home AS d ON f.family = d.family
    LEFT JOIN farm AS a ON f.family = a.family
),

pointed AS (
    SELECT
        *,
        CASE
            WHEN income <= 0 THEN 0
            WHEN income * 4 < 50851 * family_size * 3 THEN 40
            WHEN income < 50851 * family_size * 3 THEN 100
            WHEN income < 50851 * family_size * 3 * 2 THEN 170
            WHEN income < 50851 * family_size * 3 * 3 THEN 280
            WHEN income < 50851 * family_size * 3 * 4 THEN 400
            ELSE 620
        END
        + CASE WHEN loans THEN 50 ELSE 0 END
        + CASE WHEN overdue_adults = 0 THEN 0 WHEN overdue_adults = adults THEN -500 ELSE -250 END
            AS income_and_loan_points,
        CASE cars WHEN 0 THEN -50 WHEN 1 THEN 0 WHEN 2 THEN 50 ELSE 100 END
        + CASE commercial_vehicles WHEN 0 THEN 0 ELSE 80 END
        + CASE farm_machinery WHEN 0 THEN 0 WHEN 1 THEN 100 ELSE 200 END AS movable_property_points,
        CASE able_bodied_members WHEN 0 THEN -100 ELSE 0 END
        + CASE at_work WHEN 0 THEN 0 WHEN 1 THEN 150 ELSE 300 END
        + CASE WHEN sole_trader AND founder THEN 150 WHEN founder THEN 100 WHEN sole_trader THEN 50 ELSE 0 END
            AS employment_points,
        CASE dependent_children WHEN 0 THEN 0 WHEN 1 THEN 50 WHEN 2 THEN 100 WHEN 3 THEN 150 ELSE 200 END
        + CASE WHEN severe_disability THEN -250 WHEN third_group THEN -100 ELSE 0 END
        + CASE WHEN disabled_child THEN -150 ELSE 0 END AS social_protection_points,
        CASE WHEN unattached THEN -20 ELSE 0 END
        + CASE WHEN insured THEN 0 ELSE -20 END
        + CASE WHEN chronic THEN -80 ELSE 0 END
        + CASE WHEN recorded THEN -50 ELSE 0 END AS health_points,
        CASE WHEN outside_preschool THEN -50 ELSE 0 END
        + CASE WHEN outside_school THEN -100 ELSE 0 END AS education_points,
        CASE
            WHEN owned = 0 THEN -200
            WHEN owned = 1 THEN CASE WHEN area < 1800 * family_size THEN -80 ELSE 50 END
            WHEN owned < 4 THEN 100
            WHEN owned < 7 THEN 400
            WHEN owned < 12 THEN 1000
            ELSE 2000
        END
        + CASE WHEN commercial_property THEN 80 ELSE 0 END
        + CASE settlement_status
            WHEN 'capital' THEN 70
            WHEN 'regional_city' THEN 0
            WHEN 'district_city' THEN -30
            WHEN 'rural_district' THEN -50
            WHEN 'village' THEN -70
            ELSE -100
        END AS housing_points,
        CASE
            WHEN farm_value < 1 THEN 0
            WHEN farm_value < 500000 THEN 50
            WHEN farm_value <= 1000000 THEN 150
            WHEN farm_value <= 2000000 THEN 350
            ELSE 600
        END
        + CASE WHEN land THEN 150 ELSE 0 END AS agriculture_points
    FROM gathered
),

scored AS (
    SELECT
        *,
        CASE WHEN family_size = 0 THEN 0 ELSE
            income_and_loan_points + movable_property_points + employment_points + social_protection_points
            + health_points + education_points + housing_points + agriculture_points
        END AS wellbeing_score
    FROM pointed
)

SELECT
    family,
    family_size,
    dependent_children,
    minors,
    young_children,
    able_bodied_members,
    CASE
        WHEN family_size = 0 THEN 'empty'
        WHEN dependent_children >= 4 THEN 'large'
        WHEN parents = 1 AND dependent_children > 0 THEN 'single_parent'
        WHEN dependent_children > 0 THEN 'couple_with_children'
        WHEN all_of_pension_age THEN 'elderly'
        WHEN family_size = 1 THEN 'lone'
        ELSE 'other'
    END AS family_kind,
    income AS family_income,
    CASE WHEN family_size = 0 THEN 0 ELSE income DIV (family_size * 3) END AS income_per_head,
    minimum AS regional_minimum,
    line AS poverty_line,
    CASE
        WHEN family_size = 0 THEN 0 ELSE least(income, 1000000000000) * 10000 DIV (line * family_size * 3)
    END AS ratio_to_line,
    income < minimum * family_size * 3 AS below_subsistence,
    shortfall > 0 AS below_poverty_line,
    (shortfall * 2 + 3) DIV 6 AS targeted_assistance,
    CASE WHEN shortfall = 0 THEN 'none' WHEN can_take_up_work THEN 'conditional' ELSE 'unconditional' END
        AS assistance_kind,
    CASE WHEN shortfall = 0 THEN 0 ELSE (young_children * 150 * 4325 + 50) DIV 100 END AS child_supplement,
    (CASE
        WHEN dependent_children < 4 THEN 0
        WHEN dependent_children = 4 THEN 1603
        WHEN dependent_children = 5 THEN 2004
        WHEN dependent_children = 6 THEN 2405
        WHEN dependent_children = 7 THEN 2806
        ELSE dependent_children * 400
    END * 4325 + 99) DIV 100 AS large_family_allowance,
    CAST(CASE WHEN has_small_child THEN (
        CASE dependent_children WHEN 1 THEN 576 WHEN 2 THEN 681 WHEN 3 THEN 785 ELSE 890 END * 4325 + 99
    ) DIV 100 ELSE 0 END AS BIGINT) AS child_care_allowance,
    draws_assistance AS draws_targeted_assistance,
    draws_large_family AS draws_large_family_allowance,
    CAST(income_and_loan_points AS BIGINT) AS income_and_loan_points,
    CAST(movable_property_points AS BIGINT) AS movable_property_points,
    CAST(employment_points AS BIGINT) AS employment_points,
    CAST(social_protection_points AS BIGINT) AS social_protection_points,
    CAST(health_points AS BIGINT) AS health_points,
    CAST(education_points AS BIGINT) AS education_points,
    CAST(housing_points AS BIGINT) AS housing_points,
    CAST(agriculture_points AS BIGINT) AS agriculture_points,
    CAST(wellbeing_score AS BIGINT) AS wellbeing_score,
    CASE
        WHEN family_size = 0 THEN 'none'
        WHEN wellbeing_score >= 1800 THEN 'A'
        WHEN wellbeing_score >= 730 THEN 'B'
        WHEN wellbeing_score >= -30 THEN 'C'
        WHEN wellbeing_score >= -458 THEN 'D'
        ELSE 'E'
    END AS level
FROM scored
