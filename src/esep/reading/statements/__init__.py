"""The figures of prose: what each counts, its kind, total, relation, place, programme, period and speaker."""
