using Activation.Web.Features.People;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Activation.Web.Features.Me.Security;

/// <summary>A page about one's own way in.</summary>
public abstract class SecurityPage(PeopleDirectory people) : SignInPage
{
    /// <summary>Set before any handler runs.</summary>
    public PersonRow Person { get; private set; } = null!;

    /// <summary>This very session.</summary>
    public Guid Session => Entry.SessionOf(User)!.Value;

    protected Account Account => new(Person.Person, Person.Email);

    /// <summary>What kind of session asks: something as weighty as taking a factor away wants a strong one.</summary>
    public Standing Standing => (Standing)HttpContext.Items[typeof(Standing)]!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Visit.PersonOf(User) is not { } person || await people.Find(person) is not { } row || Entry.SessionOf(User) is null)
        {
            context.Result = Challenge();
            return;
        }

        Person = row;
        // Who has yet to set up the second factor gets nowhere else.
        var own = HttpContext.RequestServices.GetRequiredService<OwnFrame>();
        if (!Standing.LacksFactor && await own.ProgrammesOf(person) is [var here, ..]) ViewData[nameof(Frame)] = await own.Around(row, here);
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}
