//! Linux: the Secret Service on the session bus. What state it is in is asked over D-Bus before an item is touched, for
//! the library's own errors do not tell, and its reads raise a prompt.
use std::sync::Arc;
use std::time::Duration;

use gatepass_core::VaultError;
use keyring_core::CredentialStore;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zbus::blocking::{Connection, Proxy, connection};
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Type};

use super::cabinet::Lock;

/// The Secret Service sets none.
pub(super) const ITEM_LIMIT: Option<usize> = None;

const SERVICE: &str = "org.freedesktop.secrets";
const SERVICE_PATH: &str = "/org/freedesktop/secrets";
const SERVICE_INTERFACE: &str = "org.freedesktop.Secret.Service";
const COLLECTION_INTERFACE: &str = "org.freedesktop.Secret.Collection";
const PROMPT_INTERFACE: &str = "org.freedesktop.Secret.Prompt";
const BUS: &str = "org.freedesktop.DBus";

/// Longer than any service needs to start, so that a dead one does not hold the thread for ever.
const PROBE: Duration = Duration::from_secs(60);

pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// Where the keyring's door is looked at. Holds one connection to the bus.
#[derive(Default)]
pub(super) struct Gate {
    bus: Option<Connection>,
}

impl Gate {
    /// Whether the default keyring is locked, or which part is missing. Raises no prompt.
    pub(super) fn look(&mut self) -> Result<Lock, VaultError> {
        let (bus, collection) = self.default_collection()?;
        let arguments = (COLLECTION_INTERFACE, "Locked");
        let properties = "org.freedesktop.DBus.Properties";
        let locked: OwnedValue =
            call(&bus, SERVICE, &collection, properties, "Get", &arguments).map_err(explain)?;
        match bool::try_from(locked) {
            Ok(false) => Ok(Lock::Open),
            Ok(true) => Ok(Lock::Locked),
            Err(_) => Err(VaultError::Failed(
                "its lock is neither open nor closed".into(),
            )),
        }
    }

    /// Raises the system's prompt and waits for as long as it is open.
    pub(super) fn unlock(&mut self) -> Result<(), VaultError> {
        let (bus, collection) = self.default_collection()?;
        let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = call(
            &bus,
            SERVICE,
            SERVICE_PATH,
            SERVICE_INTERFACE,
            "Unlock",
            &(vec![&*collection],),
        )
        .map_err(explain)?;
        if prompt.as_str() != "/" {
            ask(&bus, &prompt).map_err(explain)?;
        }
        match self.look()? {
            Lock::Open => Ok(()),
            Lock::Locked => Err(VaultError::Locked),
        }
    }

    fn default_collection(&mut self) -> Result<(Connection, OwnedObjectPath), VaultError> {
        let bus = self.connect()?;
        // Asked of the bus first: a call to the service itself would start a second one where it can be activated.
        let owned: bool = self.ask_bus(&bus, "NameHasOwner", &(SERVICE,))?;
        if !owned {
            let names: Vec<String> = self.ask_bus(&bus, "ListActivatableNames", &())?;
            if !names.iter().any(|name| name == SERVICE) {
                return Err(VaultError::NoService);
            }
        }
        let collection: OwnedObjectPath = call(
            &bus,
            SERVICE,
            SERVICE_PATH,
            SERVICE_INTERFACE,
            "ReadAlias",
            &("default",),
        )
        .map_err(explain)?;
        if collection.as_str() == "/" {
            return Err(VaultError::NoCollection);
        }
        Ok((bus, collection))
    }

    /// The connection from last time if it still answers.
    fn connect(&mut self) -> Result<Connection, VaultError> {
        if let Some(bus) = &self.bus
            && call::<String>(bus, BUS, "/org/freedesktop/DBus", BUS, "GetId", &()).is_ok()
        {
            return Ok(bus.clone());
        }
        let bus = connection::Builder::session()
            .and_then(|builder| builder.method_timeout(PROBE).build());
        let bus = bus.map_err(|_| VaultError::NoBus)?;
        self.bus = Some(bus.clone());
        Ok(bus)
    }

    fn ask_bus<R: DeserializeOwned + Type>(
        &self,
        bus: &Connection,
        method: &str,
        arguments: &(impl Serialize + DynamicType),
    ) -> Result<R, VaultError> {
        call(bus, BUS, "/org/freedesktop/DBus", BUS, method, arguments)
            .map_err(|_| VaultError::NoBus)
    }
}

fn ask(bus: &Connection, prompt: &ObjectPath<'_>) -> zbus::Result<()> {
    let proxy = Proxy::new(bus, SERVICE, prompt, PROMPT_INTERFACE)?;
    let mut completed = proxy.receive_signal("Completed")?;
    // Without the parent window's id: under Wayland it has none to give.
    proxy.call_method("Prompt", &("",))?;
    completed.next();
    Ok(())
}

fn call<R: DeserializeOwned + Type>(
    bus: &Connection,
    destination: &str,
    path: &str,
    interface: &str,
    method: &str,
    arguments: &(impl Serialize + DynamicType),
) -> zbus::Result<R> {
    bus.call_method(Some(destination), path, Some(interface), method, arguments)?
        .body()
        .deserialize()
}

fn explain(error: zbus::Error) -> VaultError {
    let zbus::Error::MethodError(name, ..) = &error else {
        return VaultError::Failed(error.to_string());
    };
    match name.as_str() {
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner" => VaultError::NoService,
        // It could have been started and was not.
        name if name.starts_with("org.freedesktop.DBus.Error.Spawn") => VaultError::NoService,
        // It went away between two questions.
        "org.freedesktop.DBus.Error.NoReply" => VaultError::NoService,
        "org.freedesktop.Secret.Error.IsLocked" => VaultError::Locked,
        name => VaultError::Failed(name.to_owned()),
    }
}
