//! Changes to an input: bytes turned over, lines cut and doubled, cells replaced by what makes trouble.

/// Random numbers that are the same for the same seed (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `below`, or nought.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let number = usize::try_from((mixed ^ (mixed >> 31)) >> 1).expect("64 bits");
        number % below.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// What makes trouble in a cell or as a value.
const NASTY: [&[u8]; 44] = [
    b"",
    b" ",
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"'",
    b"=1+1",
    b"-1",
    b"0",
    b"-0",
    b"1e400",
    b"NaN",
    b"inf",
    b"999999",
    b"1000000",
    b"4294967295",
    b"4294967296",
    b"9223372036854775807",
    b"99999999999999999999",
    b"100000000000",
    b"100000000000.00",
    b"1e9999999999",
    b"\xC2\xA31.2m",
    b"2025/26",
    b"2099-00",
    b"2000-01",
    b"20\xC3\xA9-27",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\x92",
    b"\xE2\x80\x8B",
    b"\xD0\x90",
    b"\xF0\x9F\x8F\xA0",
    b"[[[[[[[[",
    b"{a=",
    b"true",
    b"[]",
    b"{}",
    b"660000",
    b"E10000006",
    b"1E+",
];

/// One of the inputs, changed in one to six ways.
pub fn changed(dice: &mut Dice, inputs: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = inputs[dice.below(inputs.len())].clone();
    for _ in 0..=dice.below(6) {
        match dice.below(8) {
            0 => turn_over(dice, &mut bytes),
            1 => cut(dice, &mut bytes),
            2 => insert(dice, &mut bytes),
            3 | 4 => replace(dice, &mut bytes),
            5 => lines(dice, &mut bytes),
            6 => columns(dice, &mut bytes),
            _ => splice(dice, &mut bytes, inputs),
        }
    }
    bytes
}

fn turn_over(dice: &mut Dice, bytes: &mut [u8]) {
    let at = dice.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << dice.below(8);
    }
}

/// A stretch of the bytes.
fn stretch(dice: &mut Dice, bytes: &[u8], longest: usize) -> std::ops::Range<usize> {
    let from = dice.below(bytes.len() + 1);
    from..bytes.len().min(from + dice.below(longest))
}

fn cut(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let from = stretch(dice, bytes, 40);
    bytes.drain(from);
}

fn insert(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let (at, nasty) = (dice.below(bytes.len() + 1), dice.pick(&NASTY));
    let many = [1, 1, 1, 2, 300][dice.below(5)];
    bytes.splice(at..at, nasty.repeat(many));
}

/// Puts a nasty value in the place of a cell, a number or a text.
fn replace(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let edge = |byte: &u8| matches!(byte, b',' | b'\n' | b'\r' | b'"' | b'=' | b'[' | b']' | b'{' | b'}' | b' ' | b':');
    let at = dice.below(bytes.len() + 1);
    let from = bytes[..at].iter().rposition(edge).map_or(0, |edge| edge + 1);
    let to = bytes[at..].iter().position(edge).map_or(bytes.len(), |edge| at + edge);
    bytes.splice(from..to, dice.pick(&NASTY).iter().copied());
}

/// Takes a line out, doubles it, moves it or puts it many times.
fn lines(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let line = lines.remove(dice.below(lines.len()));
    let many = [0, 1, 2, 2, 150][dice.below(5)];
    let at = dice.below(lines.len() + 1);
    lines.splice(at..at, vec![line; many]);
    *bytes = lines.concat();
}

/// Takes a column out of every line, or doubles it.
fn columns(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let (column, many) = (dice.below(14), dice.below(3));
    let line = |line: &[u8]| {
        let mut cells: Vec<&[u8]> = line.split(|&byte| byte == b',').collect();
        if column < cells.len() {
            let cell = cells.remove(column);
            cells.splice(column..column, vec![cell; many]);
        }
        cells.join(&b',')
    };
    *bytes = bytes.split(|&byte| byte == b'\n').map(line).collect::<Vec<_>>().join(&b'\n');
}

/// Puts a stretch of another input in.
fn splice(dice: &mut Dice, bytes: &mut Vec<u8>, inputs: &[Vec<u8>]) {
    let other = &inputs[dice.below(inputs.len())];
    let (into, from) = (stretch(dice, bytes, 60), stretch(dice, other, 200));
    bytes.splice(into, other[from].iter().copied());
}
