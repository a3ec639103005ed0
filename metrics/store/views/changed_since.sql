-- changed_since: what was imported or written for a client after this user ($seen_by)
-- last opened them. One row a client and kind of fact; a client opened and unchanged has
-- one row without words; a client never opened has no row.
SELECT DISTINCT seen.client_id, told.what, told.kind
FROM (SELECT client_id, seen_at FROM seen WHERE seen_by = $seen_by) AS seen
JOIN in_scope ON in_scope.client_id = seen.client_id
LEFT JOIN (
    SELECT client_id, 'prescription' AS what, NULL AS kind, imported_at FROM known_prescription
    UNION ALL
    SELECT client_id, 'event', kind, imported_at FROM known_event
    UNION ALL
    SELECT client_id, 'outcome', NULL, imported_at FROM known_outcome
    UNION ALL
    SELECT client_id, 'condition', NULL, imported_at FROM known_condition
    UNION ALL
    SELECT client_id, 'permission', NULL, imported_at FROM known_permission
) AS told ON told.client_id = seen.client_id AND told.imported_at > seen.seen_at
