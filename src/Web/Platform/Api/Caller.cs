using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Http.Features;

namespace Activation.Web.Platform.Api;

/// <summary>Who calls, in which programme, and under which command. The door has seen to it that both are there where an endpoint needs them.</summary>
public sealed class Caller(Visit visit, IHttpContextAccessor accessor, Streams streams, ReadModels readModels,
    InitiativeNumbers numbers, TimeProvider clock, Texts texts)
{
    readonly DateTimeOffset now = clock.GetUtcNow();

    public HttpContext Http => accessor.HttpContext!;

    public Guid? Person => visit.Person;

    public long Position { get; } = readModels.Position;

    public Guid Command => Http.Features.GetRequiredFeature<CommandOf>().Id;

    public async Task<ProgrammeView> Here() => (await visit.Programme())!;

    public Task<Actor?> Me() => visit.Actor();

    /// <summary>Which initiative of this programme has the number; null when none has.</summary>
    public async Task<Guid?> Initiative(int number) => await numbers.Find((await Here()).Id, number);

    public async Task<DateTimeOffset> Now() => (await Here()).Local(now);

    public async Task<Hand> Hand() =>
        new(streams, readModels, await Here(), (await Me())!, await Now(), Command, Http.RequestAborted);

    /// <summary>What the form's own validator finds, by field; null when nothing is wrong.</summary>
    public Problem? Faults<TForm>(IValidator<TForm> validator, TForm form)
    {
        var failures = validator.Validate(form).Errors;
        return failures.Count == 0 ? null : Wrong([.. failures.Select(failure => (failure.PropertyName, failure.InWords(texts)))]);
    }

    public Problem Wrong(params (string Field, string Text)[] faults) => new(
        StatusCodes.Status400BadRequest, "api.fields",
        Errors: faults.GroupBy(fault => Camel(fault.Field)).ToDictionary(field => field.Key, field => field.Select(fault => fault.Text).ToArray()));

    static string Camel(string field) => string.Join('.', field.Split('.').Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
}
