"""The table of families in the database: one partition for each snapshot, its indexes, its search.

``head_order`` is the name of the head written in the order of the alphabet (:mod:`esep_site.alphabet`).

Only leakproof operators may look at rows before the row policy has: comparisons of text and whole numbers
are, so lists go by B-trees as they would without a policy. The match of words (``@@``) is not, and only a
superuser may declare it so. Therefore names are looked up by one function, ``families_named``, that runs as
a role of its own, keeps to ``esep.families`` itself (the words of the index include those of places, so the
index answers with families of the scope only), and gives nothing but numbers of families; the rows are then
read through the policy like all others.
"""

from __future__ import annotations

from esep_site.families.row_policy import SEARCH_ROLE, open_to_the_search, show_only_seen
from esep_site.people.database_role import ROLE

TABLE = "families_familyrow"

COLUMNS = """
    snapshot_id bigint NOT NULL,
    family bigint NOT NULL,
    place varchar(9) COLLATE "C" NOT NULL,
    region varchar(9) COLLATE "C" NOT NULL,
    district varchar(9) COLLATE "C" NOT NULL,
    okrug varchar(9) COLLATE "C" NOT NULL,
    rural boolean NOT NULL,
    level varchar(1) COLLATE "C" NOT NULL,
    points integer NOT NULL,
    members smallint NOT NULL,
    children smallint NOT NULL,
    head text COLLATE "C" NOT NULL,
    head_order text COLLATE "C" NOT NULL DEFAULT '',
    birth_year smallint,
    names text NOT NULL,
    kind varchar(40) COLLATE "C" NOT NULL,
    income_per_head bigint NOT NULL,
    line bigint NOT NULL,
    minimum bigint NOT NULL,
    below_minimum boolean NOT NULL,
    below_line boolean NOT NULL,
    poor boolean NOT NULL,
    deprivation smallint NOT NULL,
    assistance bigint NOT NULL,
    payments bigint NOT NULL,
    undrawn boolean NOT NULL,
    rights text[] NOT NULL,
    flags text[] NOT NULL
"""

WORDS = """array_to_tsvector(string_to_array(
    rtrim('p' || left(place, 2) || ' p' || left(place, 4) || ' p' || left(place, 6) || ' p' || place
        || ' ' || names), ' '))"""
"""The words that a family is found by: those of its place at four sizes, of the names, and its marks."""

_QUOTED_WORDS = " ".join(WORDS.replace("'", "''").split())

INDEXES = {
    "key": "PRIMARY KEY",
    "place": "(place, family)",
    "points": "(district, points, family)",
    "level": "(district, level, points, family)",
    "income": "(district, income_per_head, family)",
    "payments": "(district, payments, family)",
    "head": "(district, head_order, family)",
    "words": f"USING gin (({WORDS}))",
}
"""Of every partition. Lists are sorted within a district; those of a smaller place by way of ``place``."""

PARENT = f"""
CREATE TABLE {TABLE} ({COLUMNS}, PRIMARY KEY (snapshot_id, family)) PARTITION BY LIST (snapshot_id);
{show_only_seen(TABLE)}
{"".join(f"CREATE INDEX {TABLE}_{name} ON {TABLE} {on};" for name, on in INDEXES.items() if name != "key")}
"""

MAKE_ROLES = "".join(
    f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} NOLOGIN; END IF;
END $$;
"""
    for role in (ROLE, SEARCH_ROLE)
)

MAKE_SEARCH_ROLE = f"""
DO $$ BEGIN
  EXECUTE 'GRANT {SEARCH_ROLE} TO ' || quote_ident(current_user);
EXCEPTION WHEN insufficient_privilege THEN NULL; -- then whoever made the role has granted it
END $$;
GRANT USAGE, CREATE ON SCHEMA public TO {SEARCH_ROLE};
"""

LEAVE_SEARCH_ROLE = f"""
REVOKE CREATE ON SCHEMA public FROM {SEARCH_ROLE};
DO $$ BEGIN
  EXECUTE 'REVOKE {SEARCH_ROLE} FROM ' || quote_ident(current_user);
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
"""
"""The owner of the tables keeps nothing of the search's role, whose policy shows every row."""

SEARCH = f"""
{open_to_the_search(TABLE)}
CREATE FUNCTION families_named(
    wanted_snapshot bigint, within text, words text[], marks text[], at_most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $function$
DECLARE
  stems text[] := string_to_array(people_sealed('esep.families'), ',');
  places tsquery; asked tsquery; word text; beginning text;
BEGIN
  IF coalesce(cardinality(stems), 0) = 0 OR cardinality(words || marks) = 0 THEN RETURN; END IF;
  FOREACH word IN ARRAY stems LOOP
    IF word !~ '^[0-9]{{2,9}}$' THEN CONTINUE; END IF;
    places := coalesce(places || ('p' || word)::tsquery, ('p' || word)::tsquery);
  END LOOP;
  IF places IS NULL THEN RETURN; END IF;
  asked := places;
  IF within <> '' THEN asked := asked && (quote_literal('p' || within))::tsquery; END IF;
  FOREACH word IN ARRAY words LOOP
    beginning := CASE WHEN word LIKE '%*' THEN ':*' ELSE '' END;
    word := regexp_replace(word, '[^-[:alnum:]\\u0080-\\uffff]', '', 'g');
    IF word = '' THEN RETURN; END IF;
    asked := asked && (quote_literal(word) || beginning)::tsquery;
  END LOOP;
  FOREACH word IN ARRAY marks LOOP
    IF word !~ '^[A-Z_0-9]+$' THEN RETURN; END IF;
    asked := asked && quote_literal(word)::tsquery;
  END LOOP;
  RETURN QUERY EXECUTE format(
    'SELECT family FROM {TABLE} WHERE snapshot_id = %s AND {_QUOTED_WORDS} @@ $1 LIMIT $2',
    wanted_snapshot)
    USING asked, at_most;
END $function$;
REVOKE ALL ON FUNCTION families_named(bigint, text, text[], text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION families_named(bigint, text, text[], text[], integer) TO {ROLE};
DO $$ DECLARE me text := quote_ident(current_user); BEGIN
  ALTER FUNCTION families_named(bigint, text, text[], text[], integer) OWNER TO {SEARCH_ROLE};
  SET LOCAL ROLE {SEARCH_ROLE}; -- the owner of the tables goes on handing out the right to call it
  EXECUTE 'GRANT EXECUTE ON FUNCTION families_named(bigint, text, text[], text[], integer) TO '
    || me || ' WITH GRANT OPTION';
  RESET ROLE;
END $$;
"""


def partition_of(snapshot: int) -> str:
    """The name of the table with the rows of a snapshot."""
    return f"{TABLE}_{int(snapshot)}"
