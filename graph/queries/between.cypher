// How are two entities connected: which shortest chains of facts lead from one to the other?
// Each hop is read in both directions. Shared countries and technologies connect nearly everyone
// and are left out; a deal's destination is kept.
// param first: Vendor|Organization|Government|Person|Country = org:hikvision — where it begins
// param second: Vendor|Organization|Government|Person|Country = org:dahua — where it ends
// param hops: integer = 6 — longest chain, at most 6
MATCH p = allShortestPaths((a:Vendor|Organization|Government|Person|Country {id: $first})-[:OWNERSHIP|SUPPLY|SUCCESSION|SELLER|BUYER|INTERMEDIARY|FINANCIER|MAKER|PRODUCT|TARGET|PROGRAMME|PART_OF|DESTINATION*..6]-(b:Vendor|Organization|Government|Person|Country {id: $second}))
WITH [n IN nodes(p) | n.id] AS things, [r IN relationships(p) | type(r)] AS ties, length(p) AS hops
WHERE hops <= $hops
RETURN DISTINCT hops, things, ties
ORDER BY hops, things, ties
