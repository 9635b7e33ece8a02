//! The file's SHA-256, by the runtime's own stream: hashing in wasm would cost more than checking.

use worker::crypto::{DigestStream, DigestStreamAlgorithm};
use worker::js_sys::Uint8Array;
use worker::wasm_bindgen_futures::JsFuture;
use worker::web_sys::WritableStreamDefaultWriter;

use crate::runtime;

/// A digest that grows with the file.
pub struct Digest {
    stream: DigestStream,
    writer: WritableStreamDefaultWriter,
    /// The last write; those before it are done when it is.
    last: Option<JsFuture>,
}

impl Digest {
    /// An empty one; `None` where the runtime has no such stream.
    pub fn new() -> Option<Self> {
        let stream = DigestStream::new(DigestStreamAlgorithm::Sha256);
        let writer = stream.raw().get_writer().ok()?;
        Some(Self { stream, writer, last: None })
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.last = Some(JsFuture::from(self.writer.write_with_chunk(&Uint8Array::from(bytes))));
    }

    /// Waits for the writes so far, so that they do not pile up.
    pub async fn settle(&mut self) {
        if let Some(last) = self.last.take() {
            let _ = last.await;
        }
    }

    /// The digest of all bytes, in hexadecimal digits; `None` where the stream broke.
    pub async fn finish(mut self) -> Option<String> {
        self.settle().await;
        JsFuture::from(self.writer.close()).await.ok()?;
        let digest = self.stream.digest().await.ok()?;
        Some(runtime::hex(&digest.to_vec()))
    }
}
