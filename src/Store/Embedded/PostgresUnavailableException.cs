namespace Activation.Store.Embedded;

/// <summary>No private PostgreSQL can be had here. The message says why and what to do, in words for whoever started the program: print it alone.</summary>
public sealed class PostgresUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
