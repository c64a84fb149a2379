namespace Activation.Store.Postgres;

/// <summary>Which words of which event are to go, and who said so.</summary>
sealed record MaskOrder(string Stream, int Version, string[] Fields, Guid? Actor, DateTimeOffset At)
{
    /// <summary>The same masking has the same id, so that an unknown outcome may be repeated.</summary>
    public Guid CommandId { get; } = Masking.CommandId(Stream, Version, Fields);
}
