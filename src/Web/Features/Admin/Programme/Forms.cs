using System.Globalization;
using System.Text;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Words = Activation.Domain.Text;

namespace Activation.Web.Features.Admin.Programme;

// What is typed on the programme's page; what must hold of it is for the domain to say, and stands at its field.

public sealed class DescriptionForm
{
    public string? Name { get; set; }

    public string? Organisation { get; set; }

    public string[] Languages { get; set; } = [];

    public bool Public { get; set; }
}

public sealed class VisionForm
{
    public string? Text { get; set; }

    public string? Source { get; set; }
}

public sealed class RulesForm
{
    public int? VotingDays { get; set; }

    public int? VoteBudget { get; set; }
}

public sealed class QuietForm
{
    public int? From { get; set; }

    public int? To { get; set; }
}

public sealed class MunicipalityForm
{
    /// <summary>Which one is changed; empty for a new one.</summary>
    public string? Key { get; set; }

    public string? Name { get; set; }

    public int? Population { get; set; }

    public DateOnly? PopulationOn { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    /// <summary>A new one comes last on the route, its name right of the town. One that is there stays where it is drawn unless both degrees are given.</summary>
    public Decision Decide(Domain.Programmes.Programme programme, Actor actor, DateTimeOffset now) => Key is { Length: > 0 } known
        ? Both(
            Shaping.ChangeMunicipality(programme, new ChangeMunicipality(known, Name ?? "", Population ?? 0, PopulationOn ?? default), actor, now),
            IsPlaced ? Shaping.MoveMunicipality(programme, new MoveMunicipality(known, Degrees(Latitude), Degrees(Longitude)), actor, now) : Decision.Accept())
        : Shaping.AddMunicipality(
            programme,
            new AddMunicipality(
                Keys.Of(null, Name), Name ?? "", programme.Route.Values.Select(stop => stop.Place).DefaultIfEmpty(0).Max() + 1, Population ?? 0,
                PopulationOn ?? default, Degrees(Latitude), Degrees(Longitude), new LabelPlace(16, 4, "start")),
            actor, now);

    bool IsPlaced => !string.IsNullOrWhiteSpace(Latitude) || !string.IsNullOrWhiteSpace(Longitude);

    static Decision Both(Decision first, Decision second) => (first, second) switch
    {
        (Accepted one, Accepted other) => Decision.Accept([.. one.Events, .. other.Events]),
        (Refused, _) => first,
        _ => second,
    };

    // Maps write a point, people here a comma.
    static double Degrees(string? typed) =>
        double.TryParse((typed ?? "").Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN;
}

public sealed class StageForm
{
    public int? Number { get; set; }

    public string? Theme { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    public string? Value { get; set; }
}

public sealed class StageEndForm
{
    public int? Number { get; set; }

    public DateOnly? Until { get; set; }
}

/// <summary>A stage is opened, or closed: there is no way back.</summary>
public sealed class StageTurnForm
{
    public int? Number { get; set; }

    public bool Sure { get; set; }
}

public sealed class CoreValueForm
{
    public string? Key { get; set; }

    public string? Name { get; set; }

    public string? Meaning { get; set; }
}

public sealed class FocusForm
{
    public string? Key { get; set; }

    public string? Name { get; set; }

    public int? Flag { get; set; }

    public bool Assumed { get; set; }
}

/// <summary>Short names for addresses and for the log.</summary>
static class Keys
{
    const int Longest = 40;

    /// <summary>Room for a number behind it.</summary>
    const int MarkLength = 4;

    /// <summary>The key of something that is there, or one made of the name: Båstad is bastad.</summary>
    public static string Of(string? key, string? name) => key is { Length: > 0 } ? key : Made(name);

    /// <summary>The same, and never that of something that was called so once: what is new takes nobody's place. What is called so now is meant.</summary>
    /// <param name="known">What there is, by its key.</param>
    public static string Of(string? key, string? name, IReadOnlyDictionary<string, string> known)
    {
        if (key is { Length: > 0 }) return key;
        var called = Words.Line(name);
        if (known.FirstOrDefault(one => one.Value.Equals(called, StringComparison.OrdinalIgnoreCase)) is { Key: { } same }) return same;
        var made = Made(name);
        return Enumerable.Range(1, known.Count + 1).Select(time => time == 1 ? made : $"{made[..Math.Min(made.Length, Longest - MarkLength)]}-{time}").First(free => !known.ContainsKey(free));
    }

    static string Made(string? name)
    {
        var plain = new StringBuilder();
        foreach (var c in Safe(name).Replace('ø', 'o').Replace("æ", "ae", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        var made = plain.ToString().Trim('-');
        return made[..Math.Min(made.Length, Longest)].Trim('-');
    }

    // Half a character has no plain form.
    static string Safe(string? name) => new([.. Words.Line(name).ToLowerInvariant().Where(c => !char.IsSurrogate(c))]);
}

public sealed class DescriptionValidator : AbstractValidator<DescriptionForm>
{
    public DescriptionValidator()
    {
        RuleFor(form => form.Name).Needed("admin.name-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.Organisation).Needed("admin.organisation-missing").Fits(Words.TitleLimit);
    }
}

public sealed class VisionValidator : AbstractValidator<VisionForm>
{
    public VisionValidator()
    {
        RuleFor(form => form.Text).Needed(Refusals.Texts.Missing).Fits(Words.BodyLimit);
        RuleFor(form => form.Source).Fits(Words.NoteLimit);
    }
}

public sealed class RulesValidator : AbstractValidator<RulesForm>
{
    public RulesValidator() => RuleFor(form => form.VotingDays).NotNull().WithMessage(Refusals.Programmes.VotingDaysRange).WithState(_ => new object[] { Ruling.MostVotingDays });
}

public sealed class QuietValidator : AbstractValidator<QuietForm>
{
    static readonly object[] Limits = [Ruling.LastWeek, Ruling.MostQuietWeeks];

    public QuietValidator()
    {
        RuleFor(form => form.From).NotNull().When(form => form.To is not null).WithMessage(Refusals.Programmes.QuietWeeksSpan).WithState(_ => Limits);
        RuleFor(form => form.To).NotNull().When(form => form.From is not null).WithMessage(Refusals.Programmes.QuietWeeksSpan).WithState(_ => Limits);
    }
}

public sealed class MunicipalityValidator : AbstractValidator<MunicipalityForm>
{
    public MunicipalityValidator()
    {
        RuleFor(form => form.Name).Needed("shape.name-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.Population).NotNull().WithMessage(Refusals.Programmes.PopulationRange).WithState(_ => new object[] { Shaping.MostResidents });
        RuleFor(form => form.PopulationOn).NotNull().WithMessage("forms.day-missing");
    }
}

public sealed class StageValidator : AbstractValidator<StageForm>
{
    public StageValidator()
    {
        RuleFor(form => form.Number).NotNull().WithMessage(Refusals.Programmes.StageUnknown);
        RuleFor(form => form.Theme).Needed(Refusals.Texts.TitleMissing).Fits(Words.TitleLimit);
        RuleFor(form => form.From).NotNull().WithMessage("forms.day-missing");
        RuleFor(form => form.Until).NotNull().WithMessage("forms.day-missing");
    }
}

public sealed class StageTurnValidator : AbstractValidator<StageTurnForm>
{
    public StageTurnValidator() => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure");
}

public sealed class StageEndValidator : AbstractValidator<StageEndForm>
{
    public StageEndValidator()
    {
        RuleFor(form => form.Number).NotNull().WithMessage(Refusals.Programmes.StageUnknown);
        RuleFor(form => form.Until).NotNull().WithMessage("forms.day-missing");
    }
}

public sealed class CoreValueValidator : AbstractValidator<CoreValueForm>
{
    public CoreValueValidator()
    {
        RuleFor(form => form.Name).Needed("shape.name-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.Meaning).Fits(Words.NoteLimit);
    }
}

public sealed class FocusValidator : AbstractValidator<FocusForm>
{
    public FocusValidator()
    {
        RuleFor(form => form.Name).Needed("shape.name-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.Flag).NotNull().WithMessage(Refusals.Programmes.FlagRange).WithState(_ => new object[] { Shaping.FlagCount });
    }
}
