// Which restrictions were in force on a date against a party and the bodies that it owns?
// `steps` is how many ownerships lie between; 0 is the party itself. Undated restrictions and
// ownerships are taken as in force, and show an empty `since`. Whether a listing reaches what a
// listed party owns depends on the programme's `ownership_rule`.
// param party: Vendor|Organization|Government|Person = org:hikvision — party
// param date: date = 2024-03-01 — day to look at, or a month or year: its beginning
MATCH p = (a:Vendor|Organization|Government|Person {id: $party})-[:OWNERSHIP*0..4]->(b:Vendor|Organization|Government|Person)
WHERE all(w IN relationships(p) WHERE (w.start IS NULL OR w.start <= $date)
  AND (w.end IS NULL OR w.end >= $date))
WITH b, min(length(p)) AS steps
MATCH (s:Sanction)-[:TARGET]->(b)
MATCH (s)-[:PROGRAMME]->(r:Programme)
WHERE (s.start IS NULL OR s.start <= $date) AND (s.end IS NULL OR s.end >= $date)
RETURN b.name AS party, steps, r.name AS programme, r.authority AS authority, r.scope AS scope,
       r.ownership_rule AS ownership_rule, s.start AS since, s.end AS until, s.grade AS grade,
       s.id AS restriction
ORDER BY steps, party, since, restriction
