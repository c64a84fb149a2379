namespace Activation.Store.Copying;

/// <summary>A log that was copied and found the same on both sides.</summary>
/// <param name="Events">How many.</param>
/// <param name="Streams">In how many streams.</param>
/// <param name="Renumbered">The source had holes in its positions; the target has none.</param>
public sealed record LogCopied(long Events, long Streams, bool Renumbered);

/// <summary>A column beside the log that holds its positions; 0 and null stay.</summary>
/// <param name="Table">With its schema.</param>
/// <param name="Column">A number; a text where it holds other things too.</param>
/// <param name="Among">Which rows of such a text are positions, in SQL; null for a number.</param>
public sealed record PositionColumn(string Table, string Column, string? Among = null);

/// <summary>A log cannot be copied so. The message is for whoever operates the hub.</summary>
public sealed class CopyRefusedException(string message) : Exception(message);
