//! An artefact on its way into R2, in equal parts while it grows.

use std::collections::VecDeque;

use wasm_bindgen::{JsCast, JsValue};
use worker::js_sys::{Object, Reflect, Uint8Array};
use worker::wasm_bindgen_futures::JsFuture;
use worker::worker_sys::{R2Bucket, R2MultipartUpload};

use super::{Artefact, EXPIRES, Result, Store, StoreError, keys};
use crate::jobs::id::JobId;
use crate::runtime;

/// R2 wants every part but the last to be of one size, and takes none smaller than this.
const PART_BYTES: u32 = 5 << 20;
/// Where the buffer of a part begins: most reports never need a whole one.
const BUFFER_FIRST_BYTES: u32 = 64 << 10;
/// How many parts may be on their way at once. Each holds its buffer until it has arrived.
const PARTS_IN_FLIGHT: usize = 2;

/// Stores an artefact that grows. What is below one part is stored at the end in one go; what is
/// above goes in a multipart upload, the id of which is noted so that it can be aborted should this
/// Worker die.
///
/// The part buffers are JavaScript's: wasm memory never shrinks again, and R2 reads from there.
pub struct Writer {
    store: Store,
    id: JobId,
    artefact: Artefact,
    /// What a browser is told to call the download.
    disposition: Option<String>,
    expires: u64,
    buffer: Option<Uint8Array>,
    filled: u32,
    upload: Option<R2MultipartUpload>,
    in_flight: VecDeque<JsFuture>,
    /// Parts that have arrived, in order.
    parts: Vec<JsValue>,
    /// How many were sent.
    sent: u16,
}

impl Writer {
    pub(super) fn new(
        store: Store,
        id: JobId,
        artefact: Artefact,
        disposition: Option<String>,
        expires: u64,
    ) -> Self {
        Self {
            store,
            id,
            artefact,
            disposition,
            expires,
            buffer: None,
            filled: 0,
            upload: None,
            in_flight: VecDeque::new(),
            parts: Vec::new(),
            sent: 0,
        }
    }

    /// Takes what is in `bytes` and leaves it empty, with its capacity.
    ///
    /// # Errors
    /// Where R2 refuses a part.
    pub async fn write(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            // A full part goes only once more follows: the last one may be a full one as well.
            if self.filled == PART_BYTES {
                self.send().await?;
            }
            let room = (PART_BYTES - self.filled).min(rest.len() as u32);
            let (now, later) = rest.split_at(room as usize);
            self.room_for(self.filled + room)
                .subarray(self.filled, self.filled + room)
                .copy_from(now);
            self.filled += room;
            rest = later;
        }
        bytes.clear();
        Ok(())
    }

    /// Stores what is left. The artefact is there when this returns.
    ///
    /// # Errors
    /// Where R2 refuses it.
    pub async fn finish(&mut self) -> Result<()> {
        if self.upload.is_none() {
            return self.put().await;
        }
        if self.filled > 0 {
            self.send().await?;
        }
        while !self.in_flight.is_empty() {
            self.arrive().await?;
        }
        let Some(upload) = self.upload.take() else { return Ok(()) };
        let complete = upload.complete(self.parts.clone());
        if let Err(error) = promised(complete).await {
            // Kept, so that it can still be aborted.
            self.upload = Some(upload);
            return Err(self.refused("the end of", &error));
        }
        Ok(())
    }

    /// Gives up: what was sent is thrown away. What was stored whole already stays.
    pub async fn abort(&mut self) {
        while let Some(part) = self.in_flight.pop_front() {
            let _ = part.await;
        }
        self.buffer = None;
        if let Some(upload) = self.upload.take() {
            let _ = promised(upload.abort()).await;
        }
    }

    /// The buffer, with at least `bytes` in it.
    fn room_for(&mut self, bytes: u32) -> Uint8Array {
        let length = self.buffer.as_ref().map_or(0, Uint8Array::length);
        if let Some(buffer) = &self.buffer
            && length >= bytes
        {
            return buffer.clone();
        }
        let wanted = bytes.next_power_of_two().clamp(BUFFER_FIRST_BYTES, PART_BYTES).max(bytes);
        let larger = Uint8Array::new_with_length(wanted);
        if let Some(buffer) = &self.buffer {
            larger.set(&buffer.subarray(0, self.filled), 0);
        }
        self.buffer = Some(larger.clone());
        larger
    }

    /// What is in the buffer, which is then somebody else's.
    fn take_filled(&mut self) -> JsValue {
        let filled = std::mem::take(&mut self.filled);
        match self.buffer.take() {
            Some(buffer) => buffer.subarray(0, filled).into(),
            None => Uint8Array::new_with_length(0).into(),
        }
    }

    /// Sends the buffer as the next part.
    async fn send(&mut self) -> Result<()> {
        let upload = match self.upload.clone() {
            Some(upload) => upload,
            None => self.begin().await?,
        };
        if self.in_flight.len() >= PARTS_IN_FLIGHT {
            self.arrive().await?;
        }
        self.sent += 1;
        let part = self.take_filled();
        match upload.upload_part(self.sent, part) {
            Ok(promise) => self.in_flight.push_back(JsFuture::from(promise)),
            Err(error) => return Err(self.refused(&format!("part {} of", self.sent), &error)),
        }
        Ok(())
    }

    /// Waits for the part that was sent first.
    async fn arrive(&mut self) -> Result<()> {
        let Some(part) = self.in_flight.pop_front() else { return Ok(()) };
        match part.await {
            Ok(part) => {
                self.parts.push(part);
                Ok(())
            }
            Err(error) => Err(self.refused(&format!("part {} of", self.parts.len() + 1), &error)),
        }
    }

    async fn begin(&mut self) -> Result<R2MultipartUpload> {
        let begun = self.bucket().create_multipart_upload(self.key(), self.options());
        let upload: R2MultipartUpload = promised(begun)
            .await
            .map_err(|error| self.refused("the beginning of", &error))?
            .unchecked_into();
        self.upload = Some(upload.clone());
        let upload_id =
            upload.upload_id().map_err(|error| self.refused("the beginning of", &error))?;
        let mark = keys::running_upload(&self.store.partner, &self.id, self.artefact);
        self.store.put_text(mark, upload_id, self.expires, "the mark of an upload").await?;
        Ok(upload)
    }

    async fn put(&mut self) -> Result<()> {
        let body = self.take_filled();
        let put = self.bucket().put(self.key(), body, self.options());
        promised(put).await.map(|_| ()).map_err(|error| self.refused("", &error))
    }

    fn bucket(&self) -> &R2Bucket {
        AsRef::<JsValue>::as_ref(&self.store.bucket).unchecked_ref()
    }

    fn key(&self) -> String {
        keys::artefact(&self.store.partner, &self.id, self.artefact)
    }

    /// The object's metadata, as R2 wants it.
    fn options(&self) -> JsValue {
        let http = Object::new();
        set(&http, "contentType", self.artefact.content_type());
        if let Some(disposition) = &self.disposition {
            set(&http, "contentDisposition", disposition);
        }
        let custom = Object::new();
        set(&custom, EXPIRES, &self.expires.to_string());
        let options = Object::new();
        let _ = Reflect::set(&options, &"httpMetadata".into(), &http);
        let _ = Reflect::set(&options, &"customMetadata".into(), &custom);
        options.into()
    }

    fn refused(&self, which: &str, error: &JsValue) -> StoreError {
        let space = if which.is_empty() { "" } else { " " };
        StoreError::new(
            &format!("R2 did not store {which}{space}{}", self.artefact.file_name()),
            runtime::message(error),
        )
    }
}

/// Setting a property of an ordinary object cannot fail.
fn set(object: &Object, key: &str, value: &str) {
    let _ = Reflect::set(object, &key.into(), &value.into());
}

/// What a call that may throw at once, or later, comes to.
async fn promised(
    call: std::result::Result<worker::js_sys::Promise, JsValue>,
) -> std::result::Result<JsValue, JsValue> {
    JsFuture::from(call?).await
}
