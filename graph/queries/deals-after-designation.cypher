// Which deals began, or became known, within some months after a vendor was restricted?
// Where either date lacks its month, whole years are compared: `precision` then says year, and
// the deal may also lie before the restriction. A restriction need not forbid the deal: see its
// scope. `kind` says what was seen: a presence or a detection is no sale.
// param months: integer = 12 — months after the restriction
// param programme: Programme = "" — list of restrictions; any where empty
MATCH (s:Sanction)-[:PROGRAMME]->(r:Programme)
WHERE ($programme = '' OR r.id = $programme) AND s.start IS NOT NULL
MATCH (s)-[:TARGET]->(v:Vendor)<-[:SELLER]-(d:Deal)
WITH s, r, v, d, coalesce(d.start, d.disclosed) AS day
WHERE day IS NOT NULL
WITH s, r, v, d, day, size(day) >= 7 AND size(s.start) >= 7 AS monthly
WITH s, r, v, d, day, monthly,
     12 * (toInteger(substring(day, 0, 4)) - toInteger(substring(s.start, 0, 4)))
     + CASE WHEN monthly
         THEN toInteger(substring(day, 5, 2)) - toInteger(substring(s.start, 5, 2))
         ELSE 0 END AS after
WHERE after >= 0 AND after <= $months AND (NOT monthly OR day >= substring(s.start, 0, size(day)))
OPTIONAL MATCH (d)-[:DESTINATION]->(c:Country)
RETURN v.name AS vendor, r.name AS programme, r.scope AS scope, s.start AS restricted,
       day AS deal_date, CASE WHEN monthly THEN 'month' ELSE 'year' END AS precision,
       c.iso3 AS destination, d.kind AS kind, d.grade AS grade, d.id AS deal, s.id AS restriction
ORDER BY vendor, restricted, deal_date, deal, destination, restriction
