using Activation.Domain.Scoring;

namespace Activation.Domain.Nudges;

/// <summary>What a kind of nudge did: how many of those who were told did what was wished for, and how many of those who were not.</summary>
/// <param name="Difference">Told minus not told, −1 to 1, with its 95 % interval; N is how many were told.</param>
public sealed record Effect(Estimate Told, Estimate NotTold, Estimate Difference)
{
    /// <summary>The interval lies above nothing.</summary>
    public bool Shows => Difference.N > 0 && Difference.Low > 0;

    /// <summary>
    /// Newcombe's hybrid score interval (1998, method 10), made of Wilson's two: it keeps its 95 % also where one group is small or a share is
    /// near 0 or 1, which the usual formula does not.
    /// </summary>
    /// <param name="told">People who were told, each counted once a quarter.</param>
    /// <param name="toldActed">Of these, who did it within the days that count.</param>
    /// <param name="notTold">People whom chance kept back.</param>
    /// <param name="notToldActed">Of these, who did it all the same.</param>
    public static Effect Of(int told, int toldActed, int notTold, int notToldActed)
    {
        var (with, without) = (Wilson.Share(toldActed, told), Wilson.Share(notToldActed, notTold));
        if (told == 0 || notTold == 0) return new(with, without, new(0, 0, -1, 1));
        var difference = with.Value - without.Value;
        return new(with, without, new(
            difference, told,
            difference - Hypotenuse(with.Value - with.Low, without.High - without.Value),
            difference + Hypotenuse(with.High - with.Value, without.Value - without.Low)));
    }

    static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);
}

/// <summary>What is known of a kind in a programme since it last began to go out.</summary>
/// <param name="Sent">How many were told, by bell, mail or letter of the week.</param>
/// <param name="SentLately">Of these, in the last 30 days.</param>
/// <param name="OptOuts">People who were told in the last 30 days and said no to the kind in them.</param>
public sealed record KindFigures(int Sent, int SentLately, int Seen, int Acted, int HeldOut, int OptOuts, Effect Effect)
{
    public const int ForOptOuts = 100, ForEffect = 500;

    public const double MostOptOuts = 0.01;

    /// <summary>Why it should rest; null when it may go on. What asks for nothing has worked when its reader does anything at all, and is judged by that.</summary>
    public PauseReason? Verdict(NudgeKind kind) =>
        kind.Rules().IsForAll ? null
        : SentLately >= ForOptOuts && OptOuts > MostOptOuts * SentLately ? PauseReason.OptOuts
        : Effect.Told.N >= ForEffect && !Effect.Shows ? PauseReason.NoEffect
        : null;
}
