return await Activation.Web.Platform.Hosting.Verbs.Run(args);
