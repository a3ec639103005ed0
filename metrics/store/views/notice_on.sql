-- notice_on: the warnings that stand for the areas of the services in scope, of each the
-- last day included. A warning is about an area, never about a client.
SELECT service, warning, until, written_at
FROM live_notice
WHERE until >= $on
    AND ($services IS NULL OR list_contains($services, service))
