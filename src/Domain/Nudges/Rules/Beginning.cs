namespace Activation.Domain.Nudges.Rules;

/// <param name="MunicipalityName">Empty for those who belong to none.</param>
/// <param name="JoinedAt">When the member was enrolled.</param>
/// <param name="HasActed">Has proposed, voted, joined, commented or rated at least once.</param>
public sealed record Newcomer(Guid Member, string Municipality, string MunicipalityName, DateTimeOffset JoinedAt, bool HasActed);

/// <summary>N1: a first deed, before it is forgotten that one has joined.</summary>
public static class Beginning
{
    public const int First = 3, Second = 10, Over = 30;

    /// <summary>Three days after joining, and once more after ten; not after a month. It asks about one's own municipality: who has none is not asked.</summary>
    public static DueNudge? FirstAct(Newcomer newcomer, NudgeTime time) =>
        newcomer.HasActed || newcomer.MunicipalityName.Length == 0 || !time.IsPast(newcomer.JoinedAt, First) || time.IsOver(newcomer.JoinedAt, Over, newcomer.Member) ? null
        : new DueNudge(
            NudgeKind.FirstAct, newcomer.Member, NudgeObject.Member(time.Programme), time.IsPast(newcomer.JoinedAt, Second) ? "2" : "1",
            newcomer.Municipality, time.After(newcomer.JoinedAt, Over, newcomer.Member), [newcomer.MunicipalityName], NudgeDeed.Look());
}
