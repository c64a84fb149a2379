using Activation.Domain.Consents;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Consents;

/// <summary>A question with one's own answer.</summary>
/// <param name="Version">Of the words that are shown: those that were said yes to, or today's.</param>
/// <param name="Given">The day of the yes; null while it is a no.</param>
/// <param name="Ended">The day a yes was taken back.</param>
public sealed record MyQuestion(Guid Programme, string Where, ConsentPurpose Purpose, Guid Subject, int Version, DateTimeOffset? Given, DateTimeOffset? Ended)
{
    /// <summary>What is asked in each of one's programmes, and whatever else one has said yes to, also where one has left.</summary>
    public static IReadOnlyList<MyQuestion> All(IReadOnlyList<ProgrammeView> programmes, IReadOnlyList<ConsentRow> answers)
    {
        var asked = programmes.SelectMany(here => ConsentQuestions.OfTheProgramme.Select(purpose =>
            Of(here.Id, here.Card.Name, purpose, answers.FirstOrDefault(row => row.Programme == here.Id && row.Purpose == purpose && row.About() is null)))).ToList();
        var others = answers.Where(row => row.IsGiven() && !asked.Exists(one => one.Programme == row.Programme && one.Purpose == row.Purpose && one.Subject == row.Subject))
            .Select(row => Of(row.Programme, programmes.FirstOrDefault(here => here.Id == row.Programme)?.Card.Name ?? "", row.Purpose, row));
        return [.. asked, .. others];
    }

    static MyQuestion Of(Guid programme, string where, ConsentPurpose purpose, ConsentRow? row) => new(
        programme, where, purpose, row?.Subject ?? Guid.Empty, row is { WithdrawnAt: null } ? row.Version : ConsentQuestions.Current(purpose),
        row is { WithdrawnAt: null } ? row.GivenAt : null, row?.WithdrawnAt);
}
