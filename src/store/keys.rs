//! Every key that is ever written, in KV and in R2. Each begins with its partner, so that no key
//! made for one can name what belongs to another.

use super::Artefact;
use crate::jobs::id::JobId;
use crate::lists::ListName;
use crate::partners::Partner;
use crate::upload::own::TemplateName;

/// Everything in the bucket that belongs to somebody.
pub const EVERYTHING: &str = "p/";

/// KV: how far the daily round came, which is nobody's.
pub const SWEEP: &str = "sweep";

/// Milliseconds are inverted against this, so that the newest job has the first key. 48 bits.
const LATEST_MILLIS: u64 = 0xFFFF_FFFF_FFFF;

/// R2: everything a finished job stored.
pub fn job_prefix(partner: &Partner, id: &JobId) -> String {
    format!("p/{}/{id}/", partner.name())
}

/// R2: the job itself, once it is finished.
pub fn job(partner: &Partner, id: &JobId) -> String {
    format!("p/{}/{id}/job.json", partner.name())
}

/// R2: one form of a job's report.
pub fn artefact(partner: &Partner, id: &JobId, artefact: Artefact) -> String {
    format!("p/{}/{id}/{}", partner.name(), artefact.file_name())
}

/// R2: a message about a job, as it is sent.
pub fn message(partner: &Partner, id: &JobId, message: &str) -> String {
    format!("p/{}/{id}/deliveries/{message}", partner.name())
}

/// R2: what came of a message.
pub fn outcome(partner: &Partner, id: &JobId, message: &str) -> String {
    format!("p/{}/{id}/outcomes/{message}", partner.name())
}

/// R2: what a webhook of the partner's wants checked, until that is done.
pub fn errand(partner: &Partner, id: &JobId) -> String {
    format!("p/{}/running/{id}/errand.json", partner.name())
}

/// R2: one of the jobs that came of a token, by the token's name, from 1.
pub fn token_place(partner: &Partner, token: &str, place: u64) -> String {
    format!("p/{}/tokens/{token}/{place:03}", partner.name())
}

/// The inbox: everything of a partner's.
pub fn inbox_of(partner: &Partner) -> String {
    format!("{}/", partner.name())
}

/// R2 and KV: everything of a partner's.
pub fn everything_of(partner: &Partner) -> String {
    format!("p/{}/", partner.name())
}

/// R2: all marks of jobs that are running.
pub fn running_prefix(partner: &Partner) -> String {
    format!("p/{}/running/", partner.name())
}

/// R2: the mark that a job is running. It is not the key of the finished job because one key takes
/// one write a second, and most jobs are done sooner.
pub fn running(partner: &Partner, id: &JobId) -> String {
    format!("p/{}/running/{id}/job.json", partner.name())
}

/// R2: the id of a running job's multipart upload, so that somebody else can abort it.
pub fn running_upload(partner: &Partner, id: &JobId, artefact: Artefact) -> String {
    format!("p/{}/running/{id}/upload-{}", partner.name(), artefact.file_name())
}

/// R2: who holds an idempotency key, by the key's digest.
pub fn idempotency(partner: &Partner, digest: &str) -> String {
    format!("p/{}/idempotency/{digest}", partner.name())
}

/// R2: the latest versions of all templates of a partner's own.
pub fn templates_prefix(partner: &Partner) -> String {
    format!("p/{}/templates/", partner.name())
}

/// R2: the latest version of a template.
pub fn template(partner: &Partner, name: &TemplateName) -> String {
    format!("p/{}/templates/{}", partner.name(), name.as_str())
}

/// R2: one version of a template, from 1.
pub fn template_version(partner: &Partner, name: &TemplateName, version: u64) -> String {
    format!("p/{}/template-versions/{}/{version:06}", partner.name(), name.as_str())
}

/// R2: all lists that a partner keeps.
pub fn lists_prefix(partner: &Partner) -> String {
    format!("p/{}/lists/", partner.name())
}

/// R2: one list.
pub fn list(partner: &Partner, name: &ListName) -> String {
    format!("p/{}/lists/{}", partner.name(), name.as_str())
}

/// KV: all job records, newest first.
pub fn records_prefix(partner: &Partner) -> String {
    format!("p/{}/job/", partner.name())
}

/// KV: one job record.
pub fn record(partner: &Partner, id: &JobId) -> String {
    let inverted = LATEST_MILLIS - id.millis().min(LATEST_MILLIS);
    format!("p/{}/job/{inverted:012x}-{id}", partner.name())
}

/// The job whose record has this key.
pub fn record_job(partner: &Partner, key: &str) -> Option<JobId> {
    let rest = key.strip_prefix(&records_prefix(partner))?;
    JobId::parse(rest.split_once('-')?.1)
}

/// The partner and the job whose mark of running has this key, whether it is the job's own mark or
/// one of an upload.
pub fn running_job(key: &str) -> Option<(Partner, JobId, Mark)> {
    let (partner, rest) = key.strip_prefix(EVERYTHING)?.split_once("/running/")?;
    let (id, mark) = rest.split_once('/')?;
    let mark = match mark {
        "job.json" => Mark::Job,
        upload => Mark::Upload(Artefact::from_file_name(upload.strip_prefix("upload-")?)?),
    };
    Some((Partner::named(partner)?, JobId::parse(id)?, mark))
}

/// The partner whose things begin with `prefix`.
pub fn partner_of(prefix: &str) -> Option<Partner> {
    Partner::named(prefix.strip_prefix(EVERYTHING)?.strip_suffix('/')?)
}

/// What a key under `running/` marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// That the job is running.
    Job,
    /// That it has a multipart upload open.
    Upload(Artefact),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partner() -> Partner {
        Partner::named("acme").unwrap()
    }

    #[test]
    fn the_newest_job_has_the_first_key() {
        let early = JobId::new(1_795_410_000_000, [1; 10]);
        let late = JobId::new(1_795_410_000_001, [0; 10]);
        assert!(record(&partner(), &late) < record(&partner(), &early));
        assert_eq!(record_job(&partner(), &record(&partner(), &late)), Some(late));
    }

    #[test]
    fn a_key_of_one_partner_names_nothing_of_another() {
        let other = Partner::named("acme-2").unwrap();
        let id = JobId::new(1, [1; 10]);
        assert_eq!(record_job(&other, &record(&partner(), &id)), None);
        assert!(!record(&other, &id).starts_with(&records_prefix(&partner())));
    }

    #[test]
    fn marks_of_running_jobs_are_read_back() {
        let id = JobId::new(1, [1; 10]);
        let key = running_upload(&partner(), &id, Artefact::ReportCsv);
        let read = Some((partner(), id.clone(), Mark::Upload(Artefact::ReportCsv)));
        assert_eq!(running_job(&key), read);
        assert_eq!(
            running_job(&running(&partner(), &id)),
            Some((partner(), id.clone(), Mark::Job))
        );
        assert_eq!(running_job(&job(&partner(), &id)), None);
    }
}
