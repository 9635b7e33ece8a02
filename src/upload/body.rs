//! The bytes of a body, read into one buffer that is used again and again.

use wasm_bindgen::JsValue;
use worker::js_sys::{ArrayBuffer, Uint8Array};
use worker::web_sys::ReadableStream;

use crate::runtime::{self, Reader};

/// The size of the buffer at most; larger ones were measured to bring nothing more. And at least.
const BUFFER_BYTES: u32 = 256 << 10;
const BUFFER_LEAST_BYTES: u32 = 8 << 10;
/// For how many bytes a read waits, so that a slow sender does not cost a call per packet.
const READ_LEAST_BYTES: u32 = 64 << 10;

/// How much of a refused body is read on, in bytes and in time.
const DRAIN_BYTES: u64 = 256 << 20;
const DRAIN_MILLIS: u64 = 10_000;

/// Reads a stream: an upload's body, or an object from storage.
pub struct Body {
    reader: Option<Reader>,
    /// How large the buffer is.
    size: u32,
    /// The JavaScript buffer that goes into every read and comes back from it. Without one the
    /// stream brings its own buffers.
    buffer: Option<ArrayBuffer>,
    /// What is left of a buffer that the stream brought.
    rest: Option<Uint8Array>,
    /// The same bytes in wasm memory.
    bytes: Vec<u8>,
}

impl Body {
    /// A body; one that is `None` is empty.
    ///
    /// # Errors
    /// What the runtime throws where the stream is being read already.
    pub fn new(stream: Option<&ReadableStream>) -> Result<Self, JsValue> {
        Self::of_length(stream, None)
    }

    /// The same where it is known how many bytes come: many small bodies at once share one memory, and need
    /// no large buffers.
    ///
    /// # Errors
    /// What the runtime throws where the stream is being read already.
    pub fn of_length(
        stream: Option<&ReadableStream>,
        length: Option<u64>,
    ) -> Result<Self, JsValue> {
        let size = match length {
            Some(length) if length < u64::from(BUFFER_BYTES) => {
                (length as u32 + 1).max(BUFFER_LEAST_BYTES)
            }
            _ => BUFFER_BYTES,
        };
        let mut body = Self { reader: None, size, buffer: None, rest: None, bytes: Vec::new() };
        let Some(stream) = stream else { return Ok(body) };
        if let Ok(reader) = Reader::byob(stream) {
            body.reader = Some(reader);
            body.buffer = Some(ArrayBuffer::new(size));
        } else {
            body.reader = Some(Reader::plain(stream)?);
        }
        body.bytes = vec![0; size as usize];
        Ok(body)
    }

    /// The next bytes; none at the end. Where `soon` they come as they arrive, otherwise a good
    /// many at once.
    ///
    /// # Errors
    /// What the runtime throws when the other side goes away, or what was compressed is damaged.
    pub async fn read(&mut self, soon: bool) -> Result<&[u8], JsValue> {
        let Some(view) = self.next(soon).await? else { return Ok(&[]) };
        let length = view.length().min(self.size);
        if view.length() > length {
            self.rest = Some(view.subarray(length, view.length()));
        }
        let Some(bytes) = self.bytes.get_mut(..length as usize) else { return Ok(&[]) };
        view.subarray(0, length).copy_to(bytes);
        Ok(bytes)
    }

    /// Reads on to the end and looks at nothing, because some clients do not see an answer that
    /// comes while they are still sending. It gives up after [`DRAIN_BYTES`] or [`DRAIN_MILLIS`].
    pub async fn drain(&mut self) {
        let until = runtime::now() + DRAIN_MILLIS;
        let mut passed = 0;
        while passed < DRAIN_BYTES && runtime::now() < until {
            match self.next(false).await {
                Ok(Some(view)) => passed += u64::from(view.length()),
                Ok(None) | Err(_) => return,
            }
        }
        self.stop().await;
    }

    /// Says that nothing more is wanted.
    pub async fn stop(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.stop().await;
        }
    }

    /// The next view that is not empty; `None` at the end.
    async fn next(&mut self, soon: bool) -> Result<Option<Uint8Array>, JsValue> {
        let least = if soon { 1 } else { READ_LEAST_BYTES.min(self.size) };
        if let Some(rest) = self.rest.take() {
            return Ok(Some(rest));
        }
        loop {
            let Some(reader) = &self.reader else { return Ok(None) };
            let view = match self.buffer.take() {
                Some(buffer) => {
                    let filled = reader.fill(&Uint8Array::new(&buffer), least).await?;
                    let view = filled.view.filter(|view| view.length() > 0);
                    match view {
                        Some(view) => {
                            // The memory that was handed in, under a new name.
                            self.buffer = Some(view.buffer());
                            Some(view)
                        }
                        None if filled.done => None,
                        // Nothing, and not the end: the buffer is gone, so a new one is needed.
                        None => {
                            self.buffer = Some(ArrayBuffer::new(self.size));
                            continue;
                        }
                    }
                }
                None => match reader.next().await? {
                    Some(view) if view.length() == 0 => continue,
                    view => view,
                },
            };
            if view.is_none() {
                self.reader = None;
            }
            return Ok(view);
        }
    }
}
