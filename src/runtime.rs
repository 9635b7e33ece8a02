//! What the runtime offers and the `worker` crate has no name for.
//!
//! Every call is declared as one that may throw, so that a stream that was closed by the other side
//! becomes an error value here and never a panic.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use rollcall_engine::encoding;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use worker::Env;
use worker::js_sys::{Object, Promise, Reflect, Uint8Array};
use worker::wasm_bindgen_futures::JsFuture;
use worker::web_sys::{AbortController, ReadableStream, WritableStream};

#[wasm_bindgen]
extern "C" {
    /// A `ReadableStream`, for the calls below.
    #[derive(Clone)]
    pub type Source;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &Source, options: &JsValue) -> Result<Reader, JsValue>;
    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    fn pipe_through(this: &Source, through: &JsValue) -> Result<ReadableStream, JsValue>;

    /// A `ReadableStreamBYOBReader` or a `ReadableStreamDefaultReader`.
    #[derive(Clone)]
    pub type Reader;
    #[wasm_bindgen(method, catch, js_name = read)]
    fn read_into(this: &Reader, view: &Uint8Array, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = read)]
    fn read_next(this: &Reader) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<Promise, JsValue>;

    /// What a read resolves to.
    type Chunk;
    #[wasm_bindgen(method, getter)]
    fn done(this: &Chunk) -> bool;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Chunk) -> Option<Uint8Array>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    /// Workerd's own pair of streams, which passes bytes on without JavaScript between them.
    type IdentityTransformStream;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<IdentityTransformStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &IdentityTransformStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &IdentityTransformStream) -> WritableStream;

    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str, options: &JsValue) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8], options: &JsValue) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = digest)]
    fn subtle_digest(algorithm: &str, data: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn subtle_import_key(
        format: &str,
        key: &Uint8Array,
        algorithm: &JsValue,
        extractable: bool,
        usages: &JsValue,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = sign)]
    fn subtle_sign(algorithm: &str, key: &JsValue, data: &Uint8Array) -> Result<Promise, JsValue>;
}

impl Reader {
    /// A reader that fills buffers of the caller's, where the stream has such readers.
    pub fn byob(stream: &ReadableStream) -> Result<Self, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"byob".into())?;
        stream.unchecked_ref::<Source>().get_reader(&options)
    }

    /// A reader that brings buffers of the stream's.
    pub fn plain(stream: &ReadableStream) -> Result<Self, JsValue> {
        stream.unchecked_ref::<Source>().get_reader(&JsValue::UNDEFINED)
    }

    /// Reads into `view`, and comes back with a view of the same memory that is filled. It holds at
    /// least `least` bytes unless the stream ends; at the end there is nothing in it.
    pub async fn fill(&self, view: &Uint8Array, least: u32) -> Result<Filled, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"min".into(), &least.into())?;
        let chunk = JsFuture::from(self.read_into(view, &options)?).await?;
        let chunk: Chunk = chunk.unchecked_into();
        Ok(Filled { done: chunk.done(), view: chunk.value() })
    }

    /// The next buffer of the stream's own; `None` at the end.
    pub async fn next(&self) -> Result<Option<Uint8Array>, JsValue> {
        let chunk = JsFuture::from(self.read_next()?).await?;
        let chunk: Chunk = chunk.unchecked_into();
        Ok(if chunk.done() { None } else { chunk.value() })
    }

    /// Says that nothing more is wanted. What the stream says to that does not matter.
    pub async fn stop(&self) {
        if let Ok(promise) = self.cancel() {
            let _ = JsFuture::from(promise).await;
        }
    }
}

/// The result of [`Reader::fill`].
pub struct Filled {
    /// Whether the stream has ended.
    pub done: bool,
    /// The filled part of the memory that was handed in.
    pub view: Option<Uint8Array>,
}

/// `stream`, inflated. Errors while inflating come when it is read.
pub fn gunzip(stream: &ReadableStream) -> Result<ReadableStream, JsValue> {
    let inflater = DecompressionStream::new("gzip")?;
    stream.unchecked_ref::<Source>().pipe_through(inflater.unchecked_ref())
}

/// A pair of streams: what is written into the second comes out of the first.
pub fn pipe() -> Result<(ReadableStream, WritableStream), JsValue> {
    let pair = IdentityTransformStream::new()?;
    Ok((pair.readable(), pair.writable()))
}

/// The runtime's decoder for the encoding of this name: for those whose tables it has anyway.
pub fn text_decoder(name: &'static str) -> Box<dyn encoding::TextDecoder> {
    Box::new(Decoder(TextDecoder::new(name, &JsValue::UNDEFINED).ok()))
}

/// None where the runtime does not know the encoding, which `tests/encodings.test.mjs` shows it does.
struct Decoder(Option<TextDecoder>);

impl encoding::TextDecoder for Decoder {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let options = Object::new();
        let stream = Reflect::set(&options, &"stream".into(), &(!last).into());
        let decoded = self.0.as_ref().filter(|_| stream.is_ok());
        match decoded.and_then(|decoder| decoder.decode(bytes, &options).ok()) {
            Some(decoded) => text.push_str(&decoded),
            // Never a wrong text: what cannot be read is said to be no text.
            None => text.extend(bytes.iter().map(|byte| {
                if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER }
            })),
        }
    }
}

/// Random bytes, fit for secrets.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let view = Uint8Array::new_with_length(N as u32);
    // It throws for more than 64 KiB only; nothing here asks for more than a few bytes.
    if get_random_values(&view).is_ok() {
        view.copy_to(&mut bytes);
    }
    bytes
}

/// The SHA-256 of `bytes`, by the runtime, as 64 hexadecimal digits.
pub async fn sha256(bytes: &[u8]) -> Result<String, JsValue> {
    let digest = JsFuture::from(subtle_digest("SHA-256", &Uint8Array::from(bytes))?).await?;
    Ok(hex(&Uint8Array::new(&digest).to_vec()))
}

/// The HMAC-SHA-256 of `data` (RFC 2104), by the runtime.
///
/// # Errors
/// Where the key is empty, which the runtime refuses.
pub async fn hmac_sha256(key: &[u8], data: &[u8]) -> Result<Vec<u8>, JsValue> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"HMAC".into())?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
    let usages = worker::js_sys::Array::of1(&"sign".into());
    let key = subtle_import_key("raw", &Uint8Array::from(key), &algorithm, false, &usages)?;
    let key = JsFuture::from(key).await?;
    let tag = JsFuture::from(subtle_sign("HMAC", &key, &Uint8Array::from(data))?).await?;
    Ok(Uint8Array::new(&tag).to_vec())
}

/// Whether two secrets are the same, in a time that depends on their length alone.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    text
}

/// What a value that was thrown says: an error's message, or the text itself.
pub fn message(thrown: &JsValue) -> String {
    thrown
        .dyn_ref::<worker::js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| thrown.as_string())
        .unwrap_or_else(|| format!("{thrown:?}"))
}

/// Whether this Worker runs on a developer's machine, which the variable `ROLLCALL_DEVELOPMENT` says.
pub fn in_development(env: &Env) -> bool {
    env.var("ROLLCALL_DEVELOPMENT").is_ok_and(|value| value.to_string() == "1")
}

/// The number of bytes of wasm memory; it only ever grows.
pub fn memory_bytes() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        core::arch::wasm32::memory_size(0) as u64 * 65_536
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        0
    }
}

/// The moment that a text such as `2026-11-26T08:00:00.000Z` names, in milliseconds since 1970; 0,
/// which is long ago, for what is no moment.
pub fn millis(text: &str) -> u64 {
    let millis = worker::js_sys::Date::parse(text);
    // No moment is not a number, which becomes 0.
    #[allow(clippy::cast_sign_loss)]
    let millis = millis as u64;
    millis
}

/// The time, in milliseconds since 1970. In production it stands still between two waits.
pub fn now() -> u64 {
    // Positive, and exact for longer than there are dates.
    #[allow(clippy::cast_sign_loss)]
    let now = worker::js_sys::Date::now() as u64;
    now
}

// Calls to other servers.

#[wasm_bindgen]
extern "C" {
    /// The runtime's `URL` (WHATWG URL Standard). Its tables for international names would be a tenth
    /// of the Worker.
    #[wasm_bindgen(js_name = URL)]
    pub type Url;
    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    fn new(text: &str, base: Option<&str>) -> Result<Url, JsValue>;
    #[wasm_bindgen(method, getter)]
    pub fn href(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn protocol(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn username(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn password(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn hostname(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn port(this: &Url) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn pathname(this: &Url) -> String;
}

impl Url {
    /// Reads an address, against `base` where it may be relative.
    pub fn parse(text: &str, base: Option<&str>) -> Option<Self> {
        Self::new(text, base).ok()
    }
}

/// What `future` comes to; `None` where it takes longer than this.
pub async fn within<F: Future>(millis: u64, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    // `setTimeout` takes no more than this, which is 24 days.
    let millis = millis.min(i32::MAX as u64);
    let mut delay = pin!(worker::Delay::from(Duration::from_millis(millis)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => delay.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A call to another server. When this goes away, so does the connection, whatever of the answer has
/// not been read: cancelling the body alone leaves it open where it is being inflated.
pub struct Connection(AbortController);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The head of an answer; its body can be read for as long as the connection is kept.
pub struct Answer {
    /// What was answered.
    pub response: worker::Response,
    /// What the body comes through.
    pub connection: Connection,
}

/// Why there is no answer.
pub enum Unanswered {
    /// There was none in time.
    Late,
    /// The server cannot be reached, or the connection broke off.
    Broken(String),
}

/// Sends a request and waits for the head of the answer, this long and no longer.
pub async fn call(request: worker::Request, millis: u64) -> Result<Answer, Unanswered> {
    let broken = |error: JsValue| Unanswered::Broken(message(&error));
    let connection = Connection(AbortController::new().map_err(broken)?);
    let signal = worker::AbortSignal::from(connection.0.signal());
    let fetch = worker::Fetch::Request(request);
    match within(millis, fetch.send_with_signal(&signal)).await {
        Some(Ok(response)) => Ok(Answer { response, connection }),
        Some(Err(error)) => Err(Unanswered::Broken(error.to_string())),
        None => Err(Unanswered::Late),
    }
}
