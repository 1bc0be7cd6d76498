// Sets of whole seconds as sorted [first, end] pairs: the browser's side of study/coverage.py.

/** The set of all seconds in any pairs. */
export function spans(pairs) {
  const joined = [];
  for (const [first, end] of [...pairs].sort((one, other) => one[0] - other[0])) {
    const last = joined[joined.length - 1];
    if (first >= end) continue;
    if (last && first <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([first, end]);
  }
  return joined;
}

/** The seconds of one set that are not in the other. */
export function minus(one, other) {
  let left = one;
  for (const [first, end] of other) {
    left = left.flatMap(([from, until]) => [
      [from, Math.min(until, first)],
      [Math.max(from, end), until],
    ]);
    left = left.filter(([from, until]) => from < until);
  }
  return left;
}

/** How many seconds are in the set. */
export function size(pairs) {
  return pairs.reduce((sum, [first, end]) => sum + end - first, 0);
}

/** The first second from `start` on that is not in the set. */
export function firstOutside(pairs, start = 0) {
  let second = start;
  for (const [first, end] of pairs) if (first <= second && second < end) second = end;
  return second;
}

/** "0-45,60-70" as it stands in the page. */
export function fromText(text) {
  return text ? text.split(",").map((piece) => piece.split("-").map(Number)) : [];
}
