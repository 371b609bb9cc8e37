// What do the sources say that is new since a date?
// Facts that began, ended or became known on or after it; `seen` is when a source last said it. Dates are compared
// as far as they are written: a fact of the year 2024 is found from 2024 on, not from 2024-03,
// and one of the 2010s only until 2010.
// param date: date = 2024 — day, month or year
// param about: Vendor|Organization|Government|Person|Country = "" — only what concerns this; all where empty
CALL () {
  MATCH (d:Deal)-[:SELLER|BUYER|DESTINATION]->(x:Vendor|Government|Country)
  WHERE ($about = '' OR x.id = $about)
    AND (replace(d.start, 'X', '0') >= $date OR d.disclosed >= $date)
  RETURN DISTINCT 'Deal' AS class, d.id AS record, d.kind AS kind, coalesce(d.start, d.disclosed) AS date, d.seen AS seen, d.grade AS grade
  UNION
  MATCH (s:Sanction)-[:TARGET]->(x:Vendor|Organization|Person)
  WHERE ($about = '' OR x.id = $about) AND (replace(s.start, 'X', '0') >= $date OR s.end >= $date)
  RETURN DISTINCT 'Sanction' AS class, s.id AS record, null AS kind, s.start AS date, s.seen AS seen, s.grade AS grade
  UNION
  MATCH (a:Vendor|Organization|Government|Person)-[w:OWNERSHIP]->(b:Vendor|Organization)
  WHERE ($about = '' OR a.id = $about OR b.id = $about) AND (replace(w.start, 'X', '0') >= $date OR w.end >= $date)
  RETURN DISTINCT 'Ownership' AS class, w.id AS record, w.kind AS kind, w.start AS date, w.seen AS seen, w.grade AS grade
  UNION
  MATCH (a:Vendor|Organization)-[w:SUCCESSION]->(b:Vendor|Organization)
  WHERE ($about = '' OR a.id = $about OR b.id = $about) AND w.date >= $date
  RETURN DISTINCT 'Succession' AS class, w.id AS record, w.kind AS kind, w.date AS date, w.seen AS seen, w.grade AS grade
}
RETURN class, record, kind, date, seen, grade
ORDER BY date DESC, class, record
