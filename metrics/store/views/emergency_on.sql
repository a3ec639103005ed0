-- emergency_on: every opening in an emergency, with the pseudonym, as it stands now.
SELECT
    live_emergency.client_id, label, reason, note, role, opened_by, opened_at, until,
    finding, reviewed_by, reviewed_at
FROM live_emergency
LEFT JOIN label ON label.client_id = live_emergency.client_id
