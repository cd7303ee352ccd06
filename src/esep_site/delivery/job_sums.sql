-- Sums of jobs by district and month, and beside each record.

-- The sums of a district lie above the places of many who write jobs, so this runs as the owner of the tables.
CREATE OR REPLACE FUNCTION delivery_sum_jobs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changes delivery_job_change[];
BEGIN
  IF TG_OP <> 'DELETE' THEN
    changes := ARRAY(SELECT (record_id, region, district, month, coalesce(programme_id, 0), aspect, term, number,
      counted, least(youth, counted), least(women, counted), least(disability, counted))::delivery_job_change
      FROM fresh);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    changes := changes || ARRAY(SELECT (record_id, region, district, month, coalesce(programme_id, 0), aspect,
      term, -number, -counted, -least(youth, counted), -least(women, counted),
      -least(disability, counted))::delivery_job_change FROM gone);
  END IF;
  IF cardinality(changes) = 0 THEN RETURN NULL; END IF;
  INSERT INTO delivery_jobsum AS s
    (place, region, month, programme, aspect, term, claimed, counted, youth, women, disability)
  SELECT district, region, month, programme, aspect, term, sum(number), sum(counted), sum(youth), sum(women),
    sum(disability)
  FROM unnest(changes) GROUP BY 1, 2, 3, 4, 5, 6
  HAVING sum(number) <> 0 OR sum(counted) <> 0 OR sum(youth) <> 0 OR sum(women) <> 0 OR sum(disability) <> 0
  ORDER BY 2, 1, 3, 4, 5, 6
  ON CONFLICT (region, place, month, programme, aspect, term) DO UPDATE SET
    claimed = s.claimed + excluded.claimed, counted = s.counted + excluded.counted,
    youth = s.youth + excluded.youth, women = s.women + excluded.women,
    disability = s.disability + excluded.disability;
  UPDATE delivery_record r SET
    jobs_planned = r.jobs_planned + s.planned, jobs_created = r.jobs_created + s.created,
    permanent_planned = r.permanent_planned + s.permanent_planned,
    permanent_created = r.permanent_created + s.permanent_created,
    not_told_planned = r.not_told_planned + s.not_told_planned,
    not_told_created = r.not_told_created + s.not_told_created
  FROM (SELECT record_id,
      coalesce(sum(number) FILTER (WHERE aspect = 'planned'), 0) AS planned,
      coalesce(sum(number) FILTER (WHERE aspect = 'created'), 0) AS created,
      coalesce(sum(number) FILTER (WHERE aspect = 'planned' AND term = 'permanent'), 0) AS permanent_planned,
      coalesce(sum(number) FILTER (WHERE aspect = 'created' AND term = 'permanent'), 0) AS permanent_created,
      coalesce(sum(number) FILTER (WHERE aspect = 'planned' AND term = 'not_told'), 0) AS not_told_planned,
      coalesce(sum(number) FILTER (WHERE aspect = 'created' AND term = 'not_told'), 0) AS not_told_created
    FROM unnest(changes) GROUP BY 1) s
  WHERE r.id = s.record_id
    AND (s.planned, s.created, s.permanent_planned, s.permanent_created, s.not_told_planned,
      s.not_told_created) <> (0, 0, 0, 0, 0, 0);
  RETURN NULL;
END $$;
