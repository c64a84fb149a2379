using Activation.Domain.Scoring;

namespace Activation.Web.Features.Admin.Rules;

/// <summary>Other rules that somebody tries on the real history.</summary>
/// <param name="Against">The version that they are compared with.</param>
/// <param name="State">waiting, running, done, cancelled or failed.</param>
/// <param name="Done">How many deeds have been counted.</param>
/// <param name="Total">Of how many.</param>
/// <param name="TouchedAt">When it last went on: whoever runs it may have been stopped.</param>
public sealed record PreviewRow(
    Guid Id, Guid Programme, ScoringRules Rules, DateOnly FromOn, string Against, string State, long Done, long Total, Comparison? Result,
    DateTimeOffset TouchedAt)
{
    /// <summary>Longer than this no page of history takes.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public bool IsUnderWay(DateTimeOffset now) => State is "waiting" or "running" && now - TouchedAt < Silence;

    public int Percent => Total == 0 ? 0 : (int)Math.Min(100, 100 * Done / Total);
}
