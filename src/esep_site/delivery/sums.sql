-- Sums beside each record and jobs by district, month and programme, kept by the database itself: they agree with
-- the rows whoever wrote them. Each trigger runs once per statement, over all the rows that the statement changed.

CREATE FUNCTION delivery_sum_money(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE delivery_record r SET money_planned = s.planned, money_contracted = s.contracted, money_paid = s.paid
  FROM (SELECT i.id, coalesce(sum(planned), 0) AS planned, coalesce(sum(contracted), 0) AS contracted,
          coalesce(sum(paid), 0) AS paid
        FROM unnest(ids) AS i(id) LEFT JOIN delivery_money m ON m.record_id = i.id GROUP BY i.id) s
  WHERE r.id = s.id;
$$;

CREATE FUNCTION delivery_sum_milestones(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE delivery_record r SET next_due = s.next_due, last_forecast = s.last_forecast
  FROM (SELECT i.id, min(plan) FILTER (WHERE fact IS NULL) AS next_due,
          max(coalesce(fact, forecast, plan)) AS last_forecast
        FROM unnest(ids) AS i(id) LEFT JOIN delivery_milestone m ON m.record_id = i.id GROUP BY i.id) s
  WHERE r.id = s.id;
$$;

CREATE FUNCTION delivery_sum_faults(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE delivery_record r SET faults_open = s.number, fault_due = s.due
  FROM (SELECT i.id, count(f.id) AS number, min(f.term) AS due
        FROM unnest(ids) AS i(id) LEFT JOIN delivery_fault f ON f.record_id = i.id AND f.mended_on IS NULL
        GROUP BY i.id) s
  WHERE r.id = s.id;
$$;

CREATE FUNCTION delivery_sum_risks(ids bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE delivery_record r SET risk_level = s.level
  FROM (SELECT i.id, coalesce(max(k.likelihood * k.impact), 0) AS level
        FROM unnest(ids) AS i(id) LEFT JOIN delivery_risk k ON k.record_id = i.id AND k.closed_on IS NULL
        GROUP BY i.id) s
  WHERE r.id = s.id;
$$;

CREATE FUNCTION delivery_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    ids := ARRAY(SELECT DISTINCT record_id FROM fresh ORDER BY 1);
  ELSIF TG_OP = 'DELETE' THEN
    ids := ARRAY(SELECT DISTINCT record_id FROM gone ORDER BY 1);
  ELSE
    ids := ARRAY(SELECT record_id FROM fresh UNION SELECT record_id FROM gone ORDER BY 1);
  END IF;
  IF cardinality(ids) = 0 THEN RETURN NULL; END IF;
  CASE TG_TABLE_NAME
    WHEN 'delivery_money' THEN PERFORM delivery_sum_money(ids);
    WHEN 'delivery_milestone' THEN PERFORM delivery_sum_milestones(ids);
    WHEN 'delivery_fault' THEN PERFORM delivery_sum_faults(ids);
    WHEN 'delivery_risk' THEN PERFORM delivery_sum_risks(ids);
  END CASE;
  RETURN NULL;
END $$;

-- What a statement changed of jobs, as rows of 1 and -1.
CREATE TYPE delivery_job_change AS (
  record_id bigint, region text, district text, month date, programme bigint, aspect text, term text,
  number bigint, counted bigint, youth bigint, women bigint, disability bigint);
