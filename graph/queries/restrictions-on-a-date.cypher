// Which restrictions were in force on a date against a party and the bodies that it owns?
// `steps` is how many ownerships lie between; 0 is the party itself. Undated restrictions and
// ownerships are taken as in force, and show an empty `since`; what began or ended in the year or
// the month of the date, and is dated no closer, too. Whether a listing reaches what a
// listed party owns depends on the programme's `ownership_rule`.
// param party: Vendor|Organization|Government|Person = org:hikvision — party
// param date: date = 2024-03-01 — day to look at, or a month or year: its beginning
MATCH p = (a:Vendor|Organization|Government|Person {id: $party})-[:OWNERSHIP*0..4]->(b:Vendor|Organization|Government|Person)
WHERE all(w IN relationships(p) WHERE (w.start IS NULL OR replace(w.start, 'X', '0') <= $date)
  AND (w.end IS NULL OR replace(w.end, 'X', '9') >= substring($date, 0, size(w.end))))
WITH b, min(length(p)) AS steps
MATCH (s:Sanction)-[:TARGET]->(b)
MATCH (s)-[:PROGRAMME]->(r:Programme)
WHERE (s.start IS NULL OR replace(s.start, 'X', '0') <= $date) AND (s.end IS NULL OR replace(s.end, 'X', '9') >= substring($date, 0, size(s.end)))
RETURN b.name AS party, steps, r.name AS programme, r.authority AS authority, r.scope AS scope,
       r.ownership_rule AS ownership_rule, s.start AS since, s.end AS until, s.grade AS grade,
       s.id AS restriction
ORDER BY steps, party, since, restriction
