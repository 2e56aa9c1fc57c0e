// An album's layout: rows of one to four pictures, each row as wide as the bubble.
//
// Every way to cut the album into rows is tried; the one whose pictures come nearest to a pleasant
// height, with the whole no taller than a screen takes, wins. Ten pictures have 401 cuts: nothing.

const MOST_IN_A_ROW = 4;
const PLEASANT = 0.6; // height of a row in widths of the bubble
const TALLEST = 1.6; // height of the whole
const RATIOS = [0.55, 2.4]; // pictures thinner or flatter than this are cropped

// Ratios (width / height) in; rows of places in order out, each row with its height in bubble widths.
export function mosaic(ratios) {
  const kept = ratios.map((ratio) => Math.min(Math.max(ratio, RATIOS[0]), RATIOS[1]));
  const best = cuts(kept.length).reduce((found, cut) => {
    const rows = laid(kept, cut);
    const cost = dearness(rows);
    return found && found.cost <= cost ? found : { rows, cost };
  }, null);
  return best.rows;
}

function cuts(left) {
  if (left === 0) return [[]];
  const firsts = Array.from({ length: Math.min(MOST_IN_A_ROW, left) }, (_, place) => place + 1);
  return firsts.flatMap((first) => cuts(left - first).map((rest) => [first, ...rest]));
}

function laid(ratios, cut) {
  let from = 0;
  return cut.map((count) => {
    const row = ratios.slice(from, from + count);
    from += count;
    return { ratios: row, height: Math.min(1 / row.reduce((sum, ratio) => sum + ratio, 0), 0.95) };
  });
}

// A first row may be grand; later ones should not outgrow it. Lonely last rows look like leftovers.
function dearness(rows) {
  const total = rows.reduce((sum, row) => sum + row.height, 0);
  const uneven = rows.reduce((sum, row) => sum + Math.abs(row.height - PLEASANT) ** 1.5, 0);
  const growing = rows.slice(1).filter((row) => row.height > rows[0].height + 0.1).length;
  const lonely = rows.length > 1 && rows.at(-1).ratios.length === 1 ? 0.06 : 0;
  return uneven + growing * 0.15 + lonely + Math.max(total - TALLEST, 0) * 4;
}
