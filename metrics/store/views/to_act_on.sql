-- to_act_on: what clients of these services disclosed, as known on $on, for the lead.
--
-- One row is one disclosure that was answered yes, with the day, who entered it, whether
-- it is about somebody mentioned, and whether it was read. Narrowed by service alone: who
-- left or died stands here too, since what they said may be about somebody else. Read by
-- the safeguarding lead's own page, and by nothing else.
WITH newest_service AS (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service
    FROM live_client
    GROUP BY client_id
),

mentioned AS (
    SELECT
        client_id,
        interview,
        person_id,
        any_value(number) AS number,
        bool_or(linked_client_id IS NOT NULL) AS linked
    FROM live_person
    GROUP BY client_id, interview, person_id
)

SELECT
    told.row_id,
    told.client_id,
    label.label,
    told.kind,
    told.said_on,
    told.person_id IS NOT NULL AS about_somebody,
    mentioned.number,
    coalesce(mentioned.linked, false) AS linked,
    told.entered_by,
    told.acknowledged_by,
    told.acknowledged_at
FROM live_disclosure AS told
LEFT JOIN newest_service AS here ON here.client_id = told.client_id
LEFT JOIN label ON label.client_id = told.client_id
LEFT JOIN mentioned
    ON mentioned.client_id = told.client_id
    AND mentioned.interview = told.interview
    AND mentioned.person_id = told.person_id
WHERE told.state = 'yes'
    AND ($services IS NULL OR list_contains($services, here.service))
