namespace Activation.Web.Features.Admin.Retention;

/// <summary>What goes by itself after a term that no programme sets, since it would not work or not be safe with another; and the job that sees to it.</summary>
public static class FixedTerms
{
    /// <summary>Named by the texts <c>retention.fixed-…</c> (what) and <c>retention.term-…</c> (how long).</summary>
    public static IReadOnlyList<(string What, string? Job)> All { get; } =
    [
        ("codes", "sign-in-swept"), ("sessions", "sign-in-swept"), ("invitations", "sign-in-swept"), ("links", "sign-in-swept"), ("answers", "keys-forgotten"),
        ("refusals", "refusals-forgotten"), ("letters", null),
    ];
}
