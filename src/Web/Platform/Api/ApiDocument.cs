using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Activation.Web.Platform.Api;

/// <summary>A body that can be sent as it stands.</summary>
public sealed record Example(string Json);

/// <summary>The description of the API for programs and for those who write them: <c>/openapi/v1.json</c>.</summary>
static class ApiDocument
{
    public const string Name = "v1";

    const string Bearer = "bearer";

    const string Description =
        "Times are ISO 8601 with offset, shares are 0–1. A write may carry an Idempotency-Key: a repeat under the same key gets the first answer. " +
        "What is refused is told as problem details with a stable code, in the language of Accept-Language (sv, da, en). " +
        "503 means: repeat the same request with the same key after Retry-After.";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
    });

    static Task Describe(OpenApiDocument document)
    {
        document.Info.Title = "Activation";
        document.Info.Version = Name;
        document.Info.Description = Description;
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (!HttpMethods.IsGet(context.Description.HttpMethod ?? "")) (operation.Parameters ??= []).Add(KeyParameter());
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Example>().FirstOrDefault() is not { } example) return Task.CompletedTask;
        foreach (var content in operation.RequestBody?.Content?.Values ?? []) content.Example = JsonNode.Parse(example.Json);
        return Task.CompletedTask;
    }

    static OpenApiParameter KeyParameter() => new()
    {
        Name = ApiGate.KeyHeader, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
        Description = "Names this request: sent again under the same key it is done once, and answered as the first time.",
    };
}
