return await Activation.Bench.CommandLine.Run(args);
