//! What the browser has anyway: the tables of the Chinese, Japanese and Korean encodings. The Worker
//! asks its runtime in the same way (`src/runtime.rs`), so both decode every byte alike.

use rollcall_engine::encoding;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8], options: &Streaming) -> Result<String, JsValue>;

    /// The options of a call of `decode`.
    #[wasm_bindgen(js_name = Object)]
    type Streaming;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn empty() -> Streaming;
    #[wasm_bindgen(method, setter, structural)]
    fn set_stream(this: &Streaming, stream: bool);
}

/// The browser's decoder for the encoding of this name.
pub(crate) fn text_decoder(name: &'static str) -> Box<dyn encoding::TextDecoder> {
    Box::new(Decoder(TextDecoder::new(name).ok()))
}

/// None where the browser does not know the encoding; the standard says that each does.
struct Decoder(Option<TextDecoder>);

impl encoding::TextDecoder for Decoder {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let options = Streaming::empty();
        options.set_stream(!last);
        match self.0.as_ref().and_then(|decoder| decoder.decode(bytes, &options).ok()) {
            Some(decoded) => text.push_str(&decoded),
            // Never a wrong text: what cannot be read is said to be no text.
            None => text.extend(bytes.iter().map(|byte| {
                if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER }
            })),
        }
    }
}
