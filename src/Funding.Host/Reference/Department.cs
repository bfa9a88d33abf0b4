namespace Funding.Host.Reference;

/// <summary>A department.</summary>
/// <param name="Code">INSEE code of the department: <c>75</c> is Paris; two or three characters, <c>2A</c> in Corse.</param>
/// <param name="Name">Name in French, as screens show it.</param>
/// <param name="Region">Code of the region it is in.</param>
public sealed record Department(string Code, string Name, string Region);
