namespace Activation.Domain.Scoring;

/// <summary>How much organisations act together, 0–100: 100 · (.4 · shared across organisations + .3 · answered in time + .3 · mean ÷ 5).</summary>
public static class CoAction
{
    /// <summary>A request is answered in time within so many working days.</summary>
    public const int AnsweredWithinDays = 10;

    const double AcrossWeight = 0.4, AnsweredWeight = 0.3, SurveyWeight = 0.3;
    const double TopAnswer = 5;

    /// <param name="across">What is shared by two organisations or more, of all. 0–1.</param>
    /// <param name="answered">Requests answered in time, of all. 0–1.</param>
    /// <param name="surveyMean">The mean of what people say about working together, 1–5.</param>
    public static double Index(double across, double answered, double surveyMean)
    {
        ThrowIfOutside(across, 0, 1);
        ThrowIfOutside(answered, 0, 1);
        ThrowIfOutside(surveyMean, 1, TopAnswer);
        return 100 * (AcrossWeight * across + AnsweredWeight * answered + SurveyWeight * surveyMean / TopAnswer);
    }

    static void ThrowIfOutside(double value, double least, double most)
    {
        if (!(value >= least && value <= most)) throw new ArgumentOutOfRangeException(nameof(value), value, $"{least}–{most}");
    }
}
