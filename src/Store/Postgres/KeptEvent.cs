namespace Activation.Store.Postgres;

/// <summary>An event as it lies in the log, whatever this program makes of it today.</summary>
readonly record struct KeptEvent(long Position, Guid Tenant, string Stream, int Version, Entry Entry, Guid CommandId, Guid? Actor, DateTimeOffset At);
