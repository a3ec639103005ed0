-- decision_told: every decision since $since on somebody of the services in scope, those
-- who have left since among them. Who decided stands only so that it can be counted.
SELECT
    decision.about,
    decision.choice,
    decision.reason,
    decision.note,
    decision.shown,
    decision.decided_by
FROM live_decision AS decision
JOIN (
    SELECT
        client_id,
        arg_max(service, (said_on, row_id)) FILTER (WHERE service IS NOT NULL) AS service
    FROM live_client
    GROUP BY client_id
) AS person ON person.client_id = decision.client_id
WHERE ($services IS NULL OR list_contains($services, person.service))
    AND decision.said_on > $since
