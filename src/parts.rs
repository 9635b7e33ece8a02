//! What belongs to the Worker and is not in its module: the words of every language but English, and
//! the built-in templates. They are files of the deployment under `/engine/`, named after the build,
//! fetched when something first wants them and kept for the life of the instance. In the module they
//! would be a tenth of what is loaded wherever a Worker starts, and most requests want few of them.

use rollcall_engine::language::Language;
use rollcall_engine::{FINGERPRINT, templates};
use worker::{Env, Fetcher, console_error};

/// Where the files of `public/` are. The host is not looked at.
const ASSETS: &str = "ASSETS";
const HOST: &str = "https://assets.invalid";

/// Where the parts come from.
#[derive(Clone)]
pub struct Parts(Env);

impl Parts {
    /// Those of this deployment.
    pub fn of(env: &Env) -> Self {
        Self(env.clone())
    }

    /// Brings the words of a language. Where they cannot be had, what is said in it is said in English,
    /// and the log says why.
    pub async fn language(&self, language: Language) {
        if language.is_spoken() {
            return;
        }
        let name = format!("{}.txt", language.tag());
        let given = self
            .part(&name)
            .await
            .and_then(|text| language.give(text).map_err(|error| error.to_string().into()));
        if let Err(error) = given {
            console_error!("{name} could not be had, so what is said is said in English: {error}.");
        }
    }

    /// Brings a built-in template. There is nothing to bring for other names.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn template(&self, name: &str) -> worker::Result<()> {
        if templates::is_built_in(name) && templates::get(name).is_none() {
            templates::give(name, self.part(&format!("{name}.json")).await?);
        }
        Ok(())
    }

    /// Brings all built-in templates.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub async fn templates(&self) -> worker::Result<()> {
        for name in templates::names() {
            self.template(name).await?;
        }
        Ok(())
    }

    async fn part(&self, name: &str) -> worker::Result<String> {
        file(&self.0, &format!("/engine/{FINGERPRINT}/{name}")).await
    }
}

/// A file of the deployment, by its path.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub async fn file(env: &Env, path: &str) -> worker::Result<String> {
    let assets: Fetcher = env.assets(ASSETS)?;
    let mut response = assets.fetch(format!("{HOST}{path}"), None).await?;
    match response.status_code() {
        200 => response.text().await,
        status => Err(format!("the file {path} is answered with {status}").into()),
    }
}
