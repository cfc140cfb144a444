//! The subject of Gatepass: providers, integrations, tokens, and the rules they keep. No I/O, no clock, no randomness.
//!
//! Words: a *provider* is an API programme as data; an *integration* is a client the user set up with it; a *token* is what
//! its token endpoint issues (RFC 6749); the *vault* keeps secrets, each with the *origins* it may go to; an *exchange* is one
//! request and its answer, masked. Start reading at `obtain_token.rs`.
mod activity;
mod alternatives;
mod arrival;
mod ask_server;
mod authorization;
mod backups;
mod call_exchange;
mod call_request;
mod calls;
mod catalogue;
pub mod clean;
mod client_request;
pub mod compare;
mod copy_text;
mod credentials;
mod draft;
mod endpoint;
mod every_secret;
mod exchange;
mod grant;
mod held_secrets;
mod http_date;
mod idle;
mod integration;
mod integrations;
pub mod jwt;
mod keep_fresh;
mod keep_secret;
mod keep_token;
mod lifted;
mod lock;
mod masking;
pub mod memory;
mod method;
mod moment;
mod monogram;
pub mod move_secrets;
mod obtain_token;
mod openapi;
mod origin;
mod own_endpoints;
mod own_samples;
mod passphrase;
mod paste;
mod placeholders;
mod placement;
mod ports;
mod postman;
mod provider;
mod read_draft;
mod redact;
mod redirect;
mod refusal;
mod remembered;
mod request;
mod rotation;
mod secret;
mod secret_age;
mod send;
mod sign_in;
mod snippets;
mod stored_call;
mod support;
pub mod telling;
mod token;
mod token_request;
mod token_response;
mod tokens;
mod transfer;
mod unsent;
mod vault_choice;
mod wire;

pub use activity::{
    Activity, ActivityEntry, ActivityError, ActivityFilter, ActivityLimits, ActivityPage,
    ActivityPolicy, ActivityRow, ActivityStore, ActivityUsage, Appended, KeptBody,
    LARGEST_KEPT_BODY, LetGo, NoBody, RestoredCall, RestoredTarget,
};
pub use alternatives::{Tried, alternatives, placement_may_help, try_alternatives};
pub use arrival::{Arrival, CallLimits, Head, Sink, Stop};
pub use ask_server::Introspection;
pub use authorization::*;
pub use backups::{BackupName, BackupReason, backup_is_due, outdated_backups};
pub use call_exchange::{CallAnswer, CallExchange, CallOutcome, ExchangeId, OutcomeKind};
pub use call_request::{
    Call, CallBody, CallCredentials, FreeMember, Given, Target, Values, call_base, call_request,
    next_page, split_query,
};
pub use calls::{CallPhase, Called, Calls, NotCalled, Watch, preview_call, unsent_call};
pub use catalogue::{
    BodyTemplate, Sample, api_base, body_templates, by_api, endpoint, endpoints, sample, samples,
};
pub use client_request::Credentials;
pub use copy_text::{CopyForm, copy_text, curl_target};
pub use draft::*;
pub use endpoint::{Endpoint, Kind, Limit, Paging, Parameter, Place, Quality};
pub use exchange::{
    Exchange, Member, RedactedAnswer, RedactedBody, RedactedRequest, Sizes, Times, clock_remark,
};
pub use grant::{Grant, GrantSettings};
pub use held_secrets::{Handle, HeldSecret, HeldSecrets};
pub use idle::Idle;
pub use integration::{
    Extra, ExtraValue, Integration, IntegrationId, Route, SubscriptionKey, SubscriptionKeyId,
};
pub use integrations::{Check, EditError, Integrations, Trial};
pub use keep_fresh::{Freshness, Gate, KeepFresh, OnFresh};
pub use lifted::{Lifted, lifted};
pub use lock::{Closed, LOCKED, Lock, LockedUp, lock_up, locked};
pub use method::Method;
pub use moment::{BootId, Moment};
pub use openapi::{
    ImportedEndpoint, ImportedSample, OPENAPI_LIMIT, OpenApiImport, OpenApiRefusal, read_openapi,
};
pub use origin::{Origin, OriginError, SANDBOX_SCHEME, read_address};
pub use own_endpoints::{
    Added, EndpointDraft, MOST_OWN_ENDPOINTS, OwnEndpoint, OwnEndpoints, OwnEndpointsError,
    check_endpoint, endpoints_of, find_endpoint, find_own_endpoint,
};
pub use own_samples::{
    MOST_OWN_SAMPLES, NewSample, NotMasked, OWN_SAMPLE_LIMIT, OwnSample, OwnSampleError,
    OwnSamples, can_be_sample, mask_personal, own_samples, remove_own_sample, save_own_sample,
};
pub use passphrase::{NewPassphrase, SHORTEST_PASSPHRASE};
pub use paste::{
    Candidate, PASTE_LIMIT, Pasted, PastedExtra, PastedForm, PastedFormat, read_paste,
};
pub use placement::Placement;
pub use ports::*;
pub use postman::{PostmanExport, PostmanFile, PostmanSource, postman_export};
pub use provider::{
    Environment, EnvironmentKind, Guide, Hints, Provider, RefusedClient, Step, provider, providers,
};
pub use redact::mask;
pub use redirect::{MOST_REDIRECTS, Purpose, Redirect, follow};
pub use refusal::*;
pub use remembered::Remembered;
pub use request::{Body, DOTS, Request, SealError, USER_AGENT, Value};
pub use rotation::{Beside, Besides, Rotated, Standing};
pub use secret::{Kept, Secret, SecretId, SecretReference};
pub use secret_age::{SecretAge, dismiss_reminders, secret_ages};
pub use sign_in::{Landfall, ListenFault, SIGN_IN_MS, SignIn, SignIns};
pub use snippets::{Language, snippet, snippet_with_token};
pub use stored_call::{StoredBody, StoredCall, StoredTarget};
pub use support::{
    Program, SupportBody, SupportBundle, SupportError, SupportSource, recheck_support,
    support_bundle,
};
pub use token::{Lifetime, RENEW_BEFORE_MS, Remaining, Token, TokenRecord};
pub use token_request::{Proof, token_request};
pub use token_response::{Issued, Received, TOKEN_ANSWER_LIMIT, token_response};
pub use tokens::{AskError, Leaving, Need, Outcome, Tokens};
pub use transfer::{
    Choice, Destination, Exported, Offer, OfferStanding, Offered, TRANSFER_LIMIT, TakenIn,
    TransferRefusal, export_integrations, offered, read_offer, take_in, transfer_file_name,
};
pub use vault_choice::{VaultChoice, VaultMode};
pub use wire::{WireHeader, WireRequest};
