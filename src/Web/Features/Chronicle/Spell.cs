using Activation.Store;

namespace Activation.Web.Features.Chronicle;

/// <summary>A row that says what was so from one instant until another. The key of its table ends in <c>Until</c>.</summary>
public interface ISpell<TSelf> where TSelf : class, ISpell<TSelf>
{
    /// <summary>The first instant at which it was so.</summary>
    DateTimeOffset Since { get; }

    TSelf Within(DateTimeOffset since, DateTimeOffset until);
}

/// <summary>Spells of one subject follow each other without gap or overlap: any instant finds the one that holds then, by an index.</summary>
public static class Spells
{
    /// <summary>Until of what is still so: one value instead of none, so that it can be part of a key and every question is one comparison.</summary>
    public static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ends the spell that holds and begins the next one. What lasted no time at all leaves no row.</summary>
    /// <param name="rows">Has been asked for the open spell of the subject.</param>
    /// <param name="at">When it turned.</param>
    /// <param name="next">What is so from then on; null when nothing is.</param>
    /// <param name="subject">The key without its end.</param>
    public static void Turn<TRow>(this Rows rows, DateTimeOffset at, TRow? next, params object[] subject) where TRow : class, ISpell<TRow>
    {
        object[] now = [.. subject, Open];
        var before = rows.Find<TRow>(now);
        // Two nodes' clocks may differ a little: what the log has later is never earlier in time.
        var turn = before is null || at > before.Since ? at.ToUniversalTime() : before.Since;
        if (before is not null && before.Since < turn) rows.Put(before.Within(before.Since, turn), [.. subject, turn]);
        if (next is not null) rows.Put(next.Within(turn, Open), now);
        else rows.Remove<TRow>(now);
    }
}
