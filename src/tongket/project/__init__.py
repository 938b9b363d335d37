"""Settings, addresses, middleware, navigation, command line: where the rooms are put together."""
