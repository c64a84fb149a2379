using Activation.Domain;
using Activation.Web.Platform.Pages;
using FluentValidation;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>The forms on an initiative's own page.</summary>
public sealed class DetailsValidator : AbstractValidator<IndexModel>
{
    public DetailsValidator()
    {
        RuleSet("join", () => RuleFor(form => form.Offer).Fits(DomainText.NoteLimit));
        RuleSet("comment", () => RuleFor(form => form.Text).Needed(Refusals.Texts.Missing).Fits(DomainText.BodyLimit));
    }
}

/// <summary>The forms that bring an initiative to rest.</summary>
public sealed class CloseValidator : AbstractValidator<CloseModel>
{
    public CloseValidator()
    {
        RuleSet("park", () => RuleFor(form => form.ParkReason).Reason());
        RuleSet("withdraw", () => RuleFor(form => form.WithdrawReason).Reason());
    }
}
