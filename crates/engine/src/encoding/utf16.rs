//! UTF-16.

use super::Piece;

/// How many bytes are looked at together for whether they are ASCII.
const STEP: usize = 16;

pub(crate) struct Utf16 {
    little_endian: bool,
    /// The first byte of a unit that was cut.
    odd: Option<u8>,
    /// The first half of a pair of surrogates, and its first byte.
    high: Option<(u16, u8)>,
    /// Text not handed on yet; reused.
    text: String,
}

impl Utf16 {
    pub(super) fn new(little_endian: bool) -> Self {
        Self { little_endian, odd: None, high: None, text: String::new() }
    }

    pub(super) fn block(&mut self, bytes: &[u8], on: &mut dyn FnMut(Piece<'_>)) {
        let mut bytes = bytes;
        if let Some(odd) = self.odd
            && let Some((byte, rest)) = bytes.split_first()
        {
            self.odd = None;
            bytes = rest;
            self.unit([odd, *byte], on);
        }
        // The bits that no ASCII character has, of the units in a step.
        let beyond = if self.little_endian { [0x80, 0xFF] } else { [0xFF, 0x80] };
        let beyond = u128::from_ne_bytes(
            [beyond; STEP / 2].as_flattened().try_into().unwrap_or([0xFF; STEP]),
        );
        let (steps, rest) = bytes.as_chunks::<STEP>();
        for step in steps {
            let (units, _) = step.as_chunks::<2>();
            if self.high.is_none() && u128::from_ne_bytes(*step) & beyond == 0 {
                let mut ascii = [0; STEP / 2];
                for (to, [first, second]) in ascii.iter_mut().zip(units) {
                    *to = first | second;
                }
                self.text.push_str(std::str::from_utf8(&ascii).unwrap_or(""));
            } else {
                for unit in units {
                    self.unit(*unit, on);
                }
            }
        }
        let (units, odd) = rest.as_chunks::<2>();
        for unit in units {
            self.unit(*unit, on);
        }
        self.odd = self.odd.or(odd.first().copied());
        self.hand_on(on);
    }

    pub(super) fn finish(&mut self, on: &mut dyn FnMut(Piece<'_>)) {
        // A half of a pair and half a unit behind it are one sequence that was cut.
        let odd = self.odd.take();
        if let Some(byte) = self.high.take().map(|(_, byte)| byte).or(odd) {
            on(Piece::Invalid(byte));
        }
    }

    fn hand_on(&mut self, on: &mut dyn FnMut(Piece<'_>)) {
        on(Piece::Text(&self.text));
        self.text.clear();
    }

    fn unit(&mut self, bytes: [u8; 2], on: &mut dyn FnMut(Piece<'_>)) {
        let unit =
            if self.little_endian { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) };
        if let Some((high, byte)) = self.high.take() {
            if let Some(Ok(character)) = char::decode_utf16([high, unit]).next() {
                self.text.push(character);
                return;
            }
            self.invalid(byte, on);
        }
        match unit {
            0xD800..=0xDBFF => self.high = Some((unit, bytes[0])),
            _ => match char::from_u32(u32::from(unit)) {
                Some(character) => self.text.push(character),
                None => self.invalid(bytes[0], on),
            },
        }
    }

    fn invalid(&mut self, byte: u8, on: &mut dyn FnMut(Piece<'_>)) {
        self.hand_on(on);
        on(Piece::Invalid(byte));
    }
}
