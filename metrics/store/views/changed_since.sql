-- changed_since: what was imported or written for a client after this user last opened
-- them. One row a client, table and kind; a client never opened has no row.
SELECT DISTINCT told.client_id, told.what, told.kind
FROM (
    SELECT client_id, 'prescription' AS what, NULL AS kind, imported_at FROM known_prescription
    UNION ALL
    SELECT client_id, 'event', kind, imported_at FROM known_event
    UNION ALL
    SELECT client_id, 'outcome', NULL, imported_at FROM known_outcome
    UNION ALL
    SELECT client_id, 'condition', NULL, imported_at FROM known_condition
    UNION ALL
    SELECT client_id, 'permission', NULL, imported_at FROM known_permission
) AS told
JOIN seen ON seen.client_id = told.client_id AND seen.seen_by = $seen_by
WHERE told.imported_at > seen.seen_at
