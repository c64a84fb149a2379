using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Domain.Stories;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Courses;

/// <summary>What is typed and chosen about a work.</summary>
public sealed class WorkForm
{
    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? Alt { get; set; }

    /// <summary>The picture that is there is not to be there any more.</summary>
    public bool NoPicture { get; set; }

    public string? Film { get; set; }

    public bool Captioned { get; set; }

    public WorkLicence Licence { get; set; }

    public bool ShowsName { get; set; }

    public string? Name { get; set; }

    /// <summary>The question was read and said yes to.</summary>
    public bool Agrees { get; set; }

    /// <summary>Which version of it.</summary>
    public int Terms { get; set; }

    /// <summary>Up to which turn of the work the page showed it.</summary>
    public int Turn { get; set; }

    public static WorkForm Of(ShelvedWork work) => new()
    {
        Title = work.Kept.Title, Text = work.Kept.Text, Alt = work.Kept.Alt, Film = work.Kept.Film, Captioned = work.Kept.Film is not null,
        Licence = work.Row.Licence, ShowsName = work.Row.ShowsName, Name = work.Kept.Name,
    };

    /// <param name="pictured">There is a picture, an old one or a new one.</param>
    public SubmitWork ToWork(Guid work, Guid seat, bool pictured) => new(
        work, seat, Title ?? "", Text ?? "", pictured ? Alt ?? "" : null,
        Domain.Text.Line(Film) is { Length: > 0 } address ? new SetFilm(address, Title ?? "", Captioned) : null,
        Licence, Name ?? "", ShowsName, Agrees ? Terms : null, Turn);
}

public sealed class WorkFormValidator : AbstractValidator<WorkForm>
{
    public WorkFormValidator()
    {
        RuleFor(form => form.Title).Needed(Refusals.Texts.TitleMissing).Fits(Domain.Text.TitleLimit);
        RuleFor(form => form.Text).Fits(Submitting.TextLimit);
        RuleFor(form => form.Alt).Fits(Picturing.AltLimit);
        RuleFor(form => form.Film).Fits(Picturing.AddressLimit);
        RuleFor(form => form.Captioned).Equal(true).WithMessage(Refusals.Stories.FilmCaptions).When(form => !string.IsNullOrWhiteSpace(form.Film));
        RuleFor(form => form.Licence).IsInEnum().WithMessage(Refusals.Works.LicenceUnknown);
        RuleFor(form => form.Name).Fits(Submitting.NameLimit).Written();
        RuleFor(form => form.Name).Needed(Refusals.Works.NameMissing).When(form => form.ShowsName);
        RuleFor(form => form.Agrees).Equal(true).WithMessage(Refusals.Works.ConsentMissing);
    }
}

public sealed class WorksValidator : AbstractValidator<WorksModel>
{
    public WorksValidator() => RuleFor(form => form.Reason).Reason();
}
