-- incident_on: every incident reported, as it stands now.
SELECT
    incident, page, note, role, reported_at, rule_set, data_version, newest_batch,
    acknowledged_at
FROM live_incident
