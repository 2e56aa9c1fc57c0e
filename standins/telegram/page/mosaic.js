// An album's layout: rows of cells, a cell being one picture or a pile of them. Nothing is cropped,
// but pictures that are thinner than a ruler or flatter than a banner.
//
// A row is as wide as the bubble and as high as its shapes ask for. In a row either every picture
// stands alone, or the first stands beside a pile of the others. All ways to cut an album into such
// rows are tried; the one whose pictures come nearest to one size, and which is not much taller than
// wide, wins. Ten pictures have 963 ways: nothing.

const MOST_IN_A_ROW = 4;
const PLEASANT = 1; // height of the whole in widths of the bubble
const TALLEST = 1.3;
const RATIOS = [0.5, 2.6]; // width / height; beyond these pictures are cropped

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

// Ratios (width / height) in; rows out: { height, cells }, each cell the ratios of its pile, in order.
export function mosaic(ratios) {
  const kept = ratios.map((ratio) => Math.min(Math.max(ratio, RATIOS[0]), RATIOS[1]));
  const ways = cuts(kept).map((rows) => ({ rows, cost: dearness(rows) }));
  return ways.reduce((best, one) => (one.cost < best.cost ? one : best)).rows;
}

function cuts(ratios) {
  if (!ratios.length) return [[]];
  const firsts = Array.from({ length: Math.min(MOST_IN_A_ROW, ratios.length) }, (_, place) => ratios.slice(0, place + 1));
  return firsts.flatMap((first) => cuts(ratios.slice(first.length)).flatMap((rest) => laid(first).map((row) => [row, ...rest])));
}

function laid(ratios) {
  const [first, ...others] = ratios;
  const side = row(ratios.map((ratio) => [ratio]));
  return others.length > 1 ? [side, row([[first], others])] : [side];
}

const row = (cells) => ({ cells, height: 1 / sum(cells.map(shape)) });

// A pile is as wide as each of its pictures, so their heights add up.
export const shape = (pile) => 1 / sum(pile.map((ratio) => 1 / ratio));

function dearness(rows) {
  const areas = rows.flatMap(({ cells, height }) => cells.flatMap((pile) => pile.map((ratio) => areaOf(pile, ratio, height))));
  const mean = sum(areas) / areas.length;
  const uneven = sum(areas.map((area) => Math.log(area / mean) ** 2)) / areas.length;
  const total = sum(rows.map((one) => one.height));
  return uneven + 1.5 * (total - PLEASANT) ** 2 + 6 * Math.max(total - TALLEST, 0);
}

function areaOf(pile, ratio, height) {
  const width = height * shape(pile);
  return (width * width) / ratio;
}
