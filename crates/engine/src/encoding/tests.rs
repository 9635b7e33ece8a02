//! Every decoder beside `encoding_rs`, which says for each byte what it is.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use encoding_rs::DecoderResult;
use proptest::prelude::*;

use super::*;

/// What came out, in order: text, and the first bytes of what is none.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    text: String,
    /// Where in the text, and which byte.
    invalid: Vec<(usize, u8)>,
}

impl Read {
    fn invalid(&mut self, byte: u8) {
        self.invalid.push((self.text.len(), byte));
        self.text.push('\u{FFFD}');
    }
}

fn ours(encoding: Encoding, bytes: &[u8], cuts: &[usize]) -> Read {
    let mut read = Read::default();
    let mut take = |piece: Piece<'_>| match piece {
        Piece::Text(text) => read.text.push_str(text),
        Piece::Invalid(byte) => read.invalid(byte),
    };
    let mut decoding = encoding.decoder().unwrap();
    let mut rest = bytes;
    for cut in cuts {
        let (piece, after) = rest.split_at((*cut).min(rest.len()));
        decoding.push(piece, false, &mut take);
        rest = after;
    }
    decoding.push(rest, false, &mut take);
    decoding.push(b"", true, &mut take);
    read
}

fn theirs(encoding: Encoding, bytes: &[u8]) -> Read {
    let mut read = Read::default();
    let of_theirs = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
    let mut decoder = of_theirs.new_decoder_without_bom_handling();
    let (mut at, mut buffer) = (0, String::with_capacity(bytes.len() * 3 + 64));
    loop {
        let rest = &bytes[at..];
        buffer.clear();
        let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut buffer, true);
        at += taken;
        read.text.push_str(&buffer);
        match result {
            DecoderResult::InputEmpty => return read,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                read.invalid(bytes[at - usize::from(length) - usize::from(after)]);
            }
        }
    }
}

fn named(name: &str) -> Encoding {
    Encoding::for_label(name.as_bytes()).unwrap()
}

const MULTI_BYTE: [&str; 7] =
    ["Big5", "EUC-JP", "EUC-KR", "GBK", "gb18030", "ISO-2022-JP", "Shift_JIS"];

#[track_caller]
fn same_in_all_pieces(encoding: Encoding, bytes: &[u8]) {
    let expected = theirs(encoding, bytes);
    for size in 1..=bytes.len().max(1) {
        let cuts = vec![size; bytes.len() / size];
        assert_eq!(ours(encoding, bytes, &cuts), expected, "{encoding:?} {bytes:02X?} by {size}");
    }
}

#[test]
fn every_label_is_that_of_the_same_encoding() {
    let mut count = 0;
    for line in LABELS.lines() {
        let name = line.split(' ').next().unwrap();
        for label in line.split(' ').skip(1) {
            let theirs = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let shouted = format!("\t{} \n", label.to_uppercase());
            let ours = Encoding::for_label(shouted.as_bytes()).unwrap();
            assert_eq!((ours.name(), theirs.name()), (name, name), "{label}");
            count += 1;
        }
    }
    // The standard has 40 encodings with 228 labels, of which `replacement` is one with 6.
    assert_eq!((LABELS.lines().count(), count), (39, 222));
}

#[test]
fn what_is_no_label_is_no_encoding() {
    for label in ["", " ", "utf-9", "replacement", "iso-2022-kr", "utf-8 utf8", "utf 8"] {
        assert_eq!(Encoding::for_label(label.as_bytes()), None, "{label}");
    }
}

#[test]
fn byte_order_marks_are_those_of_the_standard() {
    for bytes in
        [&b"\xEF\xBB\xBFa"[..], b"\xFF\xFEa", b"\xFE\xFFa", b"\xEF\xBB", b"\xFF", b"", b"a"]
    {
        let ours = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding.name(), length));
        let theirs = encoding_rs::Encoding::for_bom(bytes);
        assert_eq!(ours, theirs.map(|(encoding, length)| (encoding.name(), length)));
    }
}

#[test]
fn every_byte_of_every_single_byte_encoding_is_the_same_character() {
    assert_eq!(SINGLE_BYTE.len(), 29);
    let bytes: Vec<u8> = (0..=255).collect();
    for (name, _) in SINGLE_BYTE {
        let encoding = named(name);
        assert_eq!(ours(encoding, &bytes, &[]), theirs(encoding, &bytes), "{name}");
        for byte in 0..=255 {
            // Alone, among ASCII, and in a step of 16 bytes.
            for bytes in [&[byte][..], &[b'a', byte, b','], &[byte; 17]] {
                assert_eq!(
                    ours(encoding, bytes, &[1]),
                    theirs(encoding, bytes),
                    "{name} {byte:02X}"
                );
            }
        }
    }
}

#[test]
fn blocks_are_as_long_as_their_longest_text() {
    let bytes = b"\x80".repeat(BLOCK * 2 + 3);
    let read = ours(WINDOWS_1252, &bytes, &[]);
    assert_eq!(read.text, "€".repeat(BLOCK * 2 + 3));
}

#[test]
fn utf16_is_the_same_however_it_is_cut_and_broken() {
    // Pairs, halves of pairs in the wrong place, and half a unit at the end.
    let units = [0x41, 0xD83D, 0xDE42, 0xDE42, 0xD83D, 0xD83D, 0x42, 0xE9, 0x5317, 0xD800];
    for encoding in [UTF_16LE, UTF_16BE] {
        for end in 0..=units.len() {
            let mut bytes = [vec![0x61; 9], units[..end].to_vec()]
                .concat()
                .iter()
                .flat_map(|unit: &u16| {
                    if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() }
                })
                .collect::<Vec<u8>>();
            same_in_all_pieces(encoding, &bytes);
            bytes.push(0x43);
            same_in_all_pieces(encoding, &bytes);
        }
    }
}

#[test]
fn every_pair_of_bytes_is_the_same_in_every_multi_byte_encoding() {
    for name in MULTI_BYTE {
        let encoding = named(name);
        for first in 0..=255 {
            for second in 0..=255 {
                // Where it ends the file, and before a delimiter in pieces.
                let (end, within) = ([first, second], [b'a', first, second, b',', b'b']);
                assert_eq!(ours(encoding, &end, &[]), theirs(encoding, &end), "{name} {end:02X?}");
                let expected = theirs(encoding, &within);
                assert_eq!(ours(encoding, &within, &[1, 1, 1]), expected, "{name} {within:02X?}");
            }
        }
    }
}

#[test]
fn long_sequences_that_break_off_are_the_same_in_all_pieces() {
    let interesting: &[u8] = b"\x81\x30\x84\x8E\x8F\xA1\xE2\xFE\xFF\x41\x1B$(B";
    for name in ["gb18030", "EUC-JP", "ISO-2022-JP"] {
        for a in interesting {
            for b in interesting {
                for c in interesting {
                    for d in interesting {
                        let bytes = [b'x', *a, *b, *c, *d, b','];
                        for bytes in [&bytes[..], &bytes[..5]] {
                            let encoding = named(name);
                            let expected = theirs(encoding, bytes);
                            for cuts in [&[][..], &[2], &[3], &[4], &[1, 1, 1, 1, 1]] {
                                let ours = ours(encoding, bytes, cuts);
                                assert_eq!(ours, expected, "{name} {bytes:02X?} {cuts:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_replacement_character_in_the_file_is_text_and_not_a_finding() {
    let bytes = b"a\x84\x31\xA4\x37b\x84\x31\xA4\xFF,\x84\x31\xA4\x37";
    same_in_all_pieces(named("gb18030"), bytes);
    assert_eq!(ours(named("gb18030"), bytes, &[]).invalid.len(), 2);
}

#[test]
fn characters_of_two_code_points_keep_the_place() {
    same_in_all_pieces(named("Big5"), b"\x88\x62\xFF\x88\x64,\x88\xA3\x81\x0A\x88\xA5\xA4\xA4\xFF");
}

#[test]
fn escapes_of_iso_2022_jp_are_followed_however_they_are_cut() {
    for bytes in [
        &b"a\x1B$B\x46\x7C\x4B\x5C\x1B(B,b\n"[..],
        b"\x1B(I\x31\x32\xFF\x1B(J\\~\x1B(B\\~",
        b"\x1B$B\x1B(B\x1B$B\x46\x7C\xFF\x46\n\x46\x1B(Bx",
        b"\x1B$B\x46\x7C\x21",
        b"\x1B$B\x46\x7C\x1B$",
        b"\x1B$\x1B(\x1B\x1Bx\x0E\x0F",
    ] {
        same_in_all_pieces(named("ISO-2022-JP"), bytes);
    }
}

#[test]
fn a_decoder_that_is_not_the_standards_keeps_what_it_says_and_no_bytes() {
    struct Mute;
    impl TextDecoder for Mute {
        fn decode(&mut self, bytes: &[u8], _: bool, text: &mut String) {
            text.extend(bytes.first().map(|_| '\u{FFFD}'));
        }
    }
    let mut decoding = MultiByte::new("gb18030", Box::new(Mute));
    let mut invalid = 0;
    for _ in 0..100 {
        decoding.block(&[0x81; 1000], false, &mut |piece| {
            invalid += usize::from(matches!(piece, Piece::Invalid(_)));
        });
    }
    assert_eq!(invalid, 100);
}

/// Bytes on which encodings differ, and delimiters.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let any = prop_oneof![
        3 => 0x80..=0xFF_u8,
        1 => 0x30..=0x7E_u8,
        1 => prop::sample::select(&b"\x1B$(BIJ@0189,\n\xFF\x84\x31\xA4\x37\x88\xD8\xDC\x00"[..]),
    ];
    prop::collection::vec(any, 0..200)
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_encoding_rs_reads_them(
        bytes in bytes(),
        cuts in prop::collection::vec(0..12_usize, 0..40),
        line in 0..39_usize,
    ) {
        let name = LABELS.lines().nth(line).and_then(|line| line.split(' ').next()).unwrap();
        for name in MULTI_BYTE.iter().copied().chain([name]).filter(|name| *name != "UTF-8") {
            let encoding = named(name);
            prop_assert_eq!(ours(encoding, &bytes, &cuts), theirs(encoding, &bytes), "{}", name);
        }
    }
}
