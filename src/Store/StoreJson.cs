using System.Text.Json.Serialization;

namespace Activation.Store;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventMasked))]
sealed partial class StoreJson : JsonSerializerContext;
