// The address still holds what the app was given.
history.replaceState(null, "", location.pathname);
